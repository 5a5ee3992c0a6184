using System;

namespace DeepVision.Wire
{
    /// <summary>CRC-32 as in zlib, PNG and Ethernet (polynomial 0xEDB88320, reflected), four bytes per step.</summary>
    public static class Crc32
    {
        private static readonly uint[][] Tables = MakeTables();

        public static uint Of(ArraySegment<byte> bytes)
        {
            uint[] zero = Tables[0];
            uint[] one = Tables[1];
            uint[] two = Tables[2];
            uint[] three = Tables[3];
            byte[] array = bytes.Array;
            int at = bytes.Offset;
            int end = at + bytes.Count;
            uint crc = uint.MaxValue;
            for (; at + 4 <= end; at += 4)
            {
                crc ^= (uint)(array[at] | array[at + 1] << 8 | array[at + 2] << 16 | array[at + 3] << 24);
                crc = three[crc & 255] ^ two[crc >> 8 & 255] ^ one[crc >> 16 & 255] ^ zero[crc >> 24];
            }
            for (; at < end; at++)
            {
                crc = zero[(crc ^ array[at]) & 255] ^ crc >> 8;
            }
            return ~crc;
        }

        private static uint[][] MakeTables()
        {
            uint[][] tables = { new uint[256], new uint[256], new uint[256], new uint[256] };
            for (uint value = 0; value < 256; value++)
            {
                uint remainder = value;
                for (int bit = 0; bit < 8; bit++)
                {
                    remainder = (remainder & 1) != 0 ? remainder >> 1 ^ 0xEDB88320 : remainder >> 1;
                }
                tables[0][value] = remainder;
            }
            for (uint value = 0; value < 256; value++)
            {
                for (int table = 1; table < 4; table++)
                {
                    uint previous = tables[table - 1][value];
                    tables[table][value] = previous >> 8 ^ tables[0][previous & 255];
                }
            }
            return tables;
        }
    }
}
