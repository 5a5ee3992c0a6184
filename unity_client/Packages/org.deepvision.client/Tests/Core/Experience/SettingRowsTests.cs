using System.Linq;
using DeepVision.Experience;
using DeepVision.Preferences;
using DeepVision.Sheets;
using NUnit.Framework;

namespace DeepVision.Tests.Experience
{
    [TestFixture]
    public sealed class SettingRowsTests
    {
        private UserPreferences preferences;

        [SetUp]
        public void Begin()
        {
            string damaged;
            preferences = UserPreferences.Read(null, out damaged);
        }

        [Test]
        public void EverySettingButAddressesCanBeChosen()
        {
            string[] names = SettingRows.Of(preferences).Select(row => row.Key).ToArray();
            string[] expected = preferences.All
                .Where(one => !(one is TextPreference) && !(one is RecentPreference))
                .Select(one => one.Name)
                .ToArray();
            Assert.That(names, Is.EqualTo(expected));
        }

        [Test]
        public void EveryOptionOfEveryRowCanBeTakenAndIsTheChosenOneThen()
        {
            foreach (string key in SettingRows.Of(preferences).Select(row => row.Key))
            {
                int options = Row(key).Options.Count;
                for (int option = 0; option < options; option++)
                {
                    SettingRows.Choose(preferences, key, option);
                    Assert.That(Row(key).Chosen, Is.EqualTo(option), key);
                    Assert.That(Row(key).Options.Count, Is.EqualTo(options), key);
                }
            }
        }

        [Test]
        public void NamesAreWrittenForPeople()
        {
            Assert.That(Row("turnDegrees").Label, Is.EqualTo("Turn degrees"));
            Assert.That(Row("seated").IsSwitch, Is.True);
        }

        private SettingRow Row(string key)
        {
            return SettingRows.Of(preferences).First(row => row.Key == key);
        }
    }
}
