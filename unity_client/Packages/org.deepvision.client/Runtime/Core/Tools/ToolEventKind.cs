namespace DeepVision.Tools
{
    /// <summary>What the tool did; each says which fields of <see cref="ToolEvent"/> it fills.</summary>
    public enum ToolEventKind
    {
        /// <summary>Carried: a picture of the shelf, or a generated one, floats above the tool now.</summary>
        PickedUpPicture,

        /// <summary>Carried: a feature map floats above the tool now.</summary>
        PickedUpTile,

        /// <summary>Carried went into the canvas of Target.Network.</summary>
        Inserted,

        /// <summary>Carried is a feature map, which no canvas takes.</summary>
        CannotBeInserted,

        /// <summary>Carried is put away.</summary>
        PutAway,

        /// <summary>A canvas was pressed with nothing to put in: the shelf is wanted.</summary>
        CalledShelf,

        /// <summary>Target is a sheet, pressed at SheetX, SheetY.</summary>
        PressedSheet,

        /// <summary>Target.Layer was pressed from where it can be read.</summary>
        SelectedLayer,

        /// <summary>Target.Layer was pressed from afar: one wants to stand before it.</summary>
        WantsToLayer,

        /// <summary>The floor at Target.Point was pressed: one wants to walk there.</summary>
        WantsToPlace,

        /// <summary>The aimed teleport was let go.</summary>
        Teleported,

        /// <summary>Target is held now.</summary>
        Grabbed,

        /// <summary>Target is held and stands at Move.To.</summary>
        Moved,

        /// <summary>Target was let go; Move is what undo needs.</summary>
        Released,

        /// <summary>The tool has pointed at Target for half a second.</summary>
        HoverBegan,

        /// <summary>The tool has left Target.</summary>
        HoverEnded,

        /// <summary>The view is turned by Look.</summary>
        Looked
    }
}
