using System.Numerics;
using DeepVision.Painting;
using DeepVision.Tests.Space;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Painting
{
    public sealed class ColormapTests
    {
        [Test]
        public void EqualsTheServersColours()
        {
            JObject golden = Golden.Json("colormaps.json");
            JArray values = (JArray)golden["values"];
            foreach (JProperty map in ((JObject)golden["colormaps"]).Properties())
            {
                Assert.That(Colormap.Names, Contains.Item(map.Name));
                for (int i = 0; i < values.Count; i++)
                {
                    Vector3 colour = Colormap.Colour(Colormap.Named(map.Name), (float)values[i]);
                    JToken expected = map.Value[i];
                    Assert.That(colour.X, Is.EqualTo((float)expected[0]).Within(2e-6), $"{map.Name} {values[i]}");
                    Assert.That(colour.Y, Is.EqualTo((float)expected[1]).Within(2e-6), $"{map.Name} {values[i]}");
                    Assert.That(colour.Z, Is.EqualTo((float)expected[2]).Within(2e-6), $"{map.Name} {values[i]}");
                }
            }
        }

        [Test]
        public void BeyondTheEndsNothingChanges()
        {
            Assert.That(Colormap.Bytes(ColormapKind.BlueBlackWhite, -7).Value, Is.EqualTo(0x0000ff));
            Assert.That(Colormap.Bytes(ColormapKind.BlueBlackWhite, 7).Value, Is.EqualTo(0xffffff));
            Assert.That(Colormap.Bytes(ColormapKind.Uniform, 0).Value, Is.EqualTo(0));
        }

        [Test]
        public void WhatIsNoNumberIsMagenta()
        {
            Assert.That(Colormap.Bytes(ColormapKind.OrangeBlackCyan, float.NaN).Value, Is.EqualTo(0xff00ff));
        }

        [Test]
        public void AnUnknownNameIsTheThesissMap()
        {
            Assert.That(Colormap.Named("rainbow"), Is.EqualTo(ColormapKind.BlueBlackWhite));
        }
    }
}
