using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Wire;

namespace DeepVision.Tiles
{
    /// <summary>
    /// From the frames of one stream to what a store uploads: whole layers, first coarse, then in full. Frames of other
    /// levels and kinds than needed are passed over, and layers that are not among the targets.
    /// </summary>
    internal sealed class Assembler
    {
        /// <summary>What the server's coarse pass consists of.</summary>
        private const int SentMip = 2;

        private readonly LayerTarget[] targets;
        private readonly LayerProgress[] progress;
        private readonly Action<TileGroup> complete;
        private readonly Scratch reduced = new Scratch();
        private readonly Scratch halved = new Scratch();

        /// <param name="complete">called with every group that a frame completes</param>
        /// <exception cref="ContainerException">Corrupt: a layer of the stream has another shape.</exception>
        public Assembler(Header header, IReadOnlyList<LayerTarget> targets, Action<TileGroup> complete)
        {
            this.complete = complete;
            Dictionary<string, LayerTarget> byId = targets.ToDictionary(target => target.Spec.Id);
            this.targets = header.Layers.Select(entry => TargetOf(entry, byId)).ToArray();
            progress = this.targets.Select(_ => new LayerProgress()).ToArray();
        }

        /// <summary>Number of layers that this stream can fill.</summary>
        public int LayerCount => targets.Count(target => target != null);

        /// <exception cref="ContainerException">
        /// Corrupt: values before statistics, channels that are out of order.
        /// </exception>
        public void Accept(Frame frame)
        {
            LayerTarget target = targets[frame.Layer];
            if (target == null)
            {
                return;
            }
            LayerProgress layer = progress[frame.Layer];
            if (frame.Kind == FrameKind.Statistics)
            {
                Expect(frame.Channels == target.Layout.Channels, target);
                layer.Statistics = frame.Floats();
            }
            else if (frame.Kind == FrameKind.Pyramid && frame.Mip == SentMip && !layer.CoarseSent)
            {
                AcceptCoarse(target, layer, frame);
            }
            else if (frame.Kind == FrameKind.Values)
            {
                AcceptFull(target, layer, frame);
            }
        }

        private void AcceptCoarse(LayerTarget target, LayerProgress layer, Frame frame)
        {
            TileLayout layout = target.Layout;
            layer.Coarse = layer.Coarse ?? new CoarseBuilder(layout);
            Expect(frame.First == layer.Coarse.Received, target);
            for (int index = 0; index < frame.Channels; index++)
            {
                byte[] planes = frame.Payload.Array;
                int offset = frame.Payload.Offset + index * 2 * frame.Height * frame.Width;
                if (layout.Reduction > 1)
                {
                    byte[] source = planes;
                    planes = reduced.OfLength(Mips.PlanesLength(frame.Height, frame.Width, 0));
                    Mips.ReducePlanes(source, offset, frame.Height, frame.Width, layout.Reduction, planes);
                    offset = 0;
                }
                layer.Coarse.Add(planes, offset);
            }
            if (layer.Coarse.Received == layout.Channels)
            {
                SendCoarse(target, layer);
            }
        }

        private void AcceptFull(LayerTarget target, LayerProgress layer, Frame frame)
        {
            TileLayout layout = target.Layout;
            layer.Full = layer.Full ?? new FullBuilder(layout);
            Expect(frame.First == layer.Full.Received, target);
            if (!layer.CoarseSent && frame.First == 0)
            {
                layer.Coarse = new CoarseBuilder(layout); // made from the full values
            }
            for (int index = 0; index < frame.Channels; index++)
            {
                AddFull(layout, layer, frame, frame.Payload.Offset + index * frame.Height * frame.Width);
            }
            if (layer.Full.Received < layout.Channels)
            {
                return;
            }
            if (!layer.CoarseSent)
            {
                SendCoarse(target, layer);
            }
            complete(TileGroup.Full(target.Layer, layer.Full.Pieces));
            layer.Full = null;
        }

        private void AddFull(TileLayout layout, LayerProgress layer, Frame frame, int offset)
        {
            byte[] values = frame.Payload.Array;
            if (layout.Reduction > 1)
            {
                byte[] source = values;
                values = reduced.OfLength(layout.TileHeight * layout.TileWidth);
                Mips.ReduceSigned(source, offset, frame.Height, frame.Width, layout.Reduction, values);
                offset = 0;
            }
            layer.Full.Add(values, offset);
            if (layer.CoarseSent)
            {
                return;
            }
            byte[] level2 = halved.OfLength(Mips.PlanesLength(layout.TileHeight, layout.TileWidth, 2));
            Mips.HalvePlanes(layer.Full.Halved, 0, layout.TileHeight, layout.TileWidth, 1, level2);
            layer.Coarse.Add(level2, 0);
        }

        private void SendCoarse(LayerTarget target, LayerProgress layer)
        {
            if (layer.Statistics == null)
            {
                throw Corrupt(target, "values came before its statistics");
            }
            complete(TileGroup.Coarse(target.Layer, layer.Statistics, layer.Coarse.Means, layer.Coarse.Pieces));
            layer.Coarse = null;
            layer.CoarseSent = true;
        }

        private static LayerTarget TargetOf(LayerEntry entry, IReadOnlyDictionary<string, LayerTarget> byId)
        {
            LayerTarget target;
            if (byId.TryGetValue(entry.Id, out target) && !target.Spec.Shape.Equals(entry.Shape))
            {
                throw Corrupt(target, $"expected {target.Spec.Shape}, got {entry.Shape}; load the network again");
            }
            return target;
        }

        private static void Expect(bool inOrder, LayerTarget target)
        {
            if (!inOrder)
            {
                throw Corrupt(target, "expected its channels in order and without holes");
            }
        }

        private static ContainerException Corrupt(LayerTarget target, string what)
        {
            return new ContainerException(ContainerFailure.Corrupt, $"{target.Spec.Id}: {what}");
        }
    }
}
