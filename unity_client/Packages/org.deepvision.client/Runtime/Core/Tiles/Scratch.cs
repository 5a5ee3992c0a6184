namespace DeepVision.Tiles
{
    /// <summary>Memory for one map at a time, used again and again.</summary>
    internal sealed class Scratch
    {
        private byte[] memory = new byte[0];

        /// <summary>At least so many bytes; what was in them is undefined.</summary>
        public byte[] OfLength(int length)
        {
            if (memory.Length < length)
            {
                memory = new byte[length];
            }
            return memory;
        }
    }
}
