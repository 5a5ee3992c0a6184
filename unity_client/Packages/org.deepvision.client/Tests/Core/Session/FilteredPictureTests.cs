using System.Linq;
using DeepVision.Session;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class FilteredPictureTests
    {
        [TestCase("shapes:17", "shapes:17", FrequencyBand.All, 0)]
        [TestCase("low:12:shapes:17", "shapes:17", FrequencyBand.Low, 12)]
        [TestCase("high:2.5:noise:1:140x120", "noise:1:140x120", FrequencyBand.High, 2.5)]
        [TestCase("low:9:high:4:shapes:0", "high:4:shapes:0", FrequencyBand.Low, 9)]
        [TestCase("low:x:shapes:1", "low:x:shapes:1", FrequencyBand.All, 0)]
        [TestCase("low:7", "low:7", FrequencyBand.All, 0)]
        [TestCase("", "", FrequencyBand.All, 0)]
        public void AnIdSaysWhatIsKeptOfWhichPicture(string id, string source, FrequencyBand band, double cutoff)
        {
            FilteredPicture picture = FilteredPicture.Read(id);
            Assert.That(picture.Source, Is.EqualTo(source));
            Assert.That(picture.Band, Is.EqualTo(band));
            Assert.That(picture.Cutoff, Is.EqualTo(cutoff));
            Assert.That(picture.Id, Is.EqualTo(id));
        }

        [Test]
        public void CutoffsAreThoseOfTheBrowserClient()
        {
            double[] expected = { 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 70 };
            Assert.That(FilteredPicture.CutoffsFor(140), Is.EqualTo(expected));
            Assert.That(FilteredPicture.CutoffsFor(128), Is.EqualTo(expected.Take(20)));
            Assert.That(FilteredPicture.CutoffsFor(1), Is.EqualTo(new[] { 1 }));
        }
    }
}
