using System;
using System.Text;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Wire
{
    /// <summary>
    /// Reads DVX1, the binary stream of activations (docs/reference, "The tensor container"), from bytes that come in
    /// pieces of any size. After a <see cref="ContainerException"/> it is of no use.
    /// </summary>
    public sealed class ContainerParser
    {
        private const string Magic = "DVX1";
        private const int HeaderStart = 8;
        private const int FrameHeaderBytes = 32;

        /// <summary>More than any header or frame has: a damaged length must not make us wait for gigabytes.</summary>
        private const uint LargestBytes = 1 << 28;

        private byte[] buffer = new byte[1 << 16];
        private int begin;
        private int end;
        private bool ended;

        /// <summary>Null until it has come; call <see cref="TryRead"/> for that.</summary>
        public Header Header { get; private set; }

        private int Available => end - begin;

        /// <summary>
        /// Adds bytes; they are copied. Read all frames before adding more: their memory is used again.
        /// </summary>
        public void Push(byte[] bytes, int offset, int count)
        {
            MakeRoom(count);
            Buffer.BlockCopy(bytes, offset, buffer, end, count);
            end += count;
        }

        /// <summary>The next frame, if its bytes are all here; reads the header first.</summary>
        /// <exception cref="ContainerException">Corrupt, Version or Problem.</exception>
        public bool TryRead(out Frame frame)
        {
            frame = default(Frame);
            if (Header == null && !TryReadHeader())
            {
                return false;
            }
            if (ended || Available < FrameHeaderBytes)
            {
                ExpectNothingAfterEnd();
                return false;
            }
            return TryReadFrame(out frame);
        }

        /// <summary>To be called when the stream is over.</summary>
        /// <exception cref="ContainerException">Cut, unless the end frame has come.</exception>
        public void Finish()
        {
            if (!ended)
            {
                throw new ContainerException(
                    ContainerFailure.Cut, "The stream of activations ended before its end frame. Load it again.");
            }
        }

        private bool TryReadHeader()
        {
            if (Available >= Magic.Length && Encoding.ASCII.GetString(buffer, begin, Magic.Length) != Magic)
            {
                throw Corrupt($"expected a stream that begins with {Magic}");
            }
            if (Available < HeaderStart)
            {
                return false;
            }
            uint length = ReadNumber(begin + Magic.Length);
            if (length % 8 != 0 || length > LargestBytes)
            {
                throw Corrupt($"expected a header padded to 8 bytes, got {length}");
            }
            if (Available < HeaderStart + length)
            {
                return false;
            }
            Header = HeaderText.Read(Encoding.UTF8.GetString(buffer, begin + HeaderStart, (int)length));
            begin += HeaderStart + (int)length;
            return true;
        }

        private bool TryReadFrame(out Frame frame)
        {
            frame = default(Frame);
            int head = begin;
            uint length = ReadNumber(head + 24);
            if (length > LargestBytes)
            {
                throw Corrupt($"a frame claims to have {length} bytes");
            }
            int padded = ((int)length + 7) / 8 * 8;
            if (Available < FrameHeaderBytes + padded)
            {
                return false;
            }
            ArraySegment<byte> payload = new ArraySegment<byte>(buffer, head + FrameHeaderBytes, (int)length);
            begin += FrameHeaderBytes + padded;
            uint layer = ReadNumber(head + 4);
            if (Crc32.Of(payload) != ReadNumber(head + 28))
            {
                throw Corrupt($"a frame of layer {layer} is damaged, its checksum differs");
            }
            for (int at = payload.Offset + payload.Count; at < begin; at++)
            {
                if (buffer[at] != 0)
                {
                    throw Corrupt($"a frame of layer {layer} is damaged, its padding is not zero");
                }
            }
            FrameKind kind = (FrameKind)buffer[head];
            if (kind == FrameKind.Problem)
            {
                throw ReportedProblem(payload);
            }
            if (kind == FrameKind.End)
            {
                ended = true;
                ExpectNothingAfterEnd();
                return false;
            }
            frame = CheckedFrame(head, kind, payload);
            return true;
        }

        /// <summary>
        /// The header of a frame has no checksum: its numbers are compared with the layers and the payload.
        /// </summary>
        private Frame CheckedFrame(int head, FrameKind kind, ArraySegment<byte> payload)
        {
            uint layer = ReadNumber(head + 4);
            if (layer >= Header.Layers.Count)
            {
                throw Corrupt($"a frame of layer {layer}, but there are {Header.Layers.Count}");
            }
            int mip = buffer[head + 1];
            long first = ReadNumber(head + 8);
            long channels = ReadNumber(head + 12);
            long height = ReadNumber(head + 16);
            long width = ReadNumber(head + 20);
            LayerEntry entry = Header.Layers[(int)layer];
            Shape shape = entry.Shape;
            bool figures = kind == FrameKind.Statistics;
            bool right =
                first + channels <= shape.Channels &&
                height == (figures ? 1 : LevelSize(shape.Height, mip)) &&
                width == (figures ? 4 : LevelSize(shape.Width, mip)) &&
                payload.Count == channels * height * width * BytesPerTexel(kind) &&
                (kind == FrameKind.Pyramid) == mip > 0;
            if (!right)
            {
                throw Corrupt(
                    $"a frame does not fit {entry.Id} {shape}: kind {(int)kind}, mip {mip}, " +
                    $"channels {first}+{channels}, {height}×{width}, {payload.Count} bytes");
            }
            return new Frame(
                kind, mip, (int)layer, (int)first, (int)channels, (int)height, (int)width, payload);
        }

        private static int BytesPerTexel(FrameKind kind)
        {
            switch (kind)
            {
                case FrameKind.Values:
                    return 1;
                case FrameKind.Pyramid:
                    return 2;
                case FrameKind.Statistics:
                case FrameKind.Exact:
                    return sizeof(float);
                default:
                    throw Corrupt($"unknown kind of frame: {(int)kind}");
            }
        }

        private static long LevelSize(int size, int mip)
        {
            return mip > 31 ? 1 : (size + (1L << mip) - 1) >> mip;
        }

        private void ExpectNothingAfterEnd()
        {
            if (ended && Available > 0)
            {
                throw Corrupt("there are bytes after the end frame");
            }
        }

        private uint ReadNumber(int at)
        {
            return (uint)(buffer[at] | buffer[at + 1] << 8 | buffer[at + 2] << 16 | buffer[at + 3] << 24);
        }

        private void MakeRoom(int count)
        {
            if (end + count <= buffer.Length)
            {
                return;
            }
            byte[] target = buffer;
            if (Available + count > buffer.Length)
            {
                target = new byte[Math.Max(Available + count, 2 * buffer.Length)];
            }
            Buffer.BlockCopy(buffer, begin, target, 0, Available);
            buffer = target;
            end = Available;
            begin = 0;
        }

        private static ContainerException ReportedProblem(ArraySegment<byte> payload)
        {
            string text = Encoding.UTF8.GetString(payload.Array, payload.Offset, payload.Count);
            try
            {
                Problem problem = Problem.Read(JsonText.ReadObject(text, "Problem"));
                return new ContainerException(
                    ContainerFailure.Problem, $"{problem.Title}: {problem.Detail}", problem);
            }
            catch (ContractException error)
            {
                return new ContainerException(
                    ContainerFailure.Problem,
                    "The server gave up without a readable reason. Load it again.",
                    null,
                    error);
            }
        }

        private static ContainerException Corrupt(string what)
        {
            return new ContainerException(
                ContainerFailure.Corrupt, $"The stream of activations cannot be used: {what}. Load it again.");
        }
    }
}
