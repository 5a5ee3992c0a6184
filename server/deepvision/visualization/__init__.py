"""What can be shown: tensors in, tensors out."""
