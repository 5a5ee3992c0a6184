using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Preferences;
using NUnit.Framework;

namespace DeepVision.Tests.Preferences
{
    [TestFixture]
    public sealed class UserPreferencesTests
    {
        [Test]
        public void WithoutAFileEverythingHasItsDefault()
        {
            string message;
            UserPreferences preferences = UserPreferences.Read(null, out message);
            Assert.That(message, Is.Null);
            Assert.That(preferences.All.All(one => one.IsDefault), Is.True);
            Assert.That(preferences.Server.Value, Is.EqualTo("http://127.0.0.1:5570/"));
            Assert.That(preferences.TurnDegrees.Value, Is.EqualTo("45"));
            Assert.That(preferences.Glides.Value, Is.False);
            Assert.That(preferences.Colormap.Value, Is.EqualTo("blue-black-white"));
            Assert.That(preferences.Write(), Is.EqualTo("{}"));
        }

        [Test]
        public void EachStandsOnceAndHasAHelp()
        {
            UserPreferences preferences = new UserPreferences();
            string[] names = preferences.All.Select(one => one.Name).ToArray();
            Assert.That(names.Distinct().Count(), Is.EqualTo(names.Length));
            Assert.That(preferences.All.All(one => one.Help.Length > 10 && one.Range.Length > 5), Is.True);
            int properties = typeof(UserPreferences).GetProperties()
                .Count(property => typeof(Preference).IsAssignableFrom(property.PropertyType));
            Assert.That(names.Length, Is.EqualTo(properties), "one is missing in All");
        }

        [Test]
        public void ComeBackAsTheyWereWritten()
        {
            UserPreferences written = new UserPreferences();
            written.Server.Value = "http://10.0.0.2:5570/";
            written.RecentServers.Use("http://10.0.0.2:5570/");
            written.RecentServers.Use("http://10.0.0.3:5570/");
            written.RecentServers.Use("http://10.0.0.2:5570/");
            written.TurnDegrees.Value = "15";
            written.Glides.Value = true;
            written.LabelScale.Value = 1.25f;
            string message;
            UserPreferences read = UserPreferences.Read(written.Write(), out message);
            Assert.That(message, Is.Null);
            Assert.That(read.Server.Value, Is.EqualTo("http://10.0.0.2:5570/"));
            Assert.That(
                read.RecentServers.Values, Is.EqualTo(new[] { "http://10.0.0.2:5570/", "http://10.0.0.3:5570/" }));
            Assert.That(read.TurnDegrees.Value, Is.EqualTo("15"));
            Assert.That(read.Glides.Value, Is.True);
            Assert.That(read.LabelScale.Value, Is.EqualTo(1.25f));
            Assert.That(read.All.Count(one => !one.IsDefault), Is.EqualTo(5));
            Assert.That(read.Write(), Is.EqualTo(written.Write()));
        }

        [TestCase("")]
        [TestCase("{\"server\": ")]
        [TestCase("[1, 2]")]
        [TestCase("\0\0\0\0")]
        public void ADamagedFileGivesDefaultsAndAMessage(string text)
        {
            string message;
            UserPreferences preferences = UserPreferences.Read(text, out message);
            Assert.That(message, Contains.Substring("damaged"));
            Assert.That(preferences.All.All(one => one.IsDefault), Is.True);
        }

        [Test]
        public void WhatIsOutOfRangeHasItsDefaultAndTheRestIsKept()
        {
            string message;
            UserPreferences preferences = UserPreferences.Read(
                "{\"turnDegrees\": \"44\", \"labelScale\": 9, \"glides\": 1, \"seated\": true, \"server\": null, " +
                "\"recentServers\": [3], \"ofALaterVersion\": 1}",
                out message);
            Assert.That(preferences.All.Single(one => !one.IsDefault), Is.SameAs(preferences.Seated));
            foreach (string name in new[] { "turnDegrees", "labelScale", "glides", "server", "recentServers" })
            {
                Assert.That(message, Contains.Substring(name));
            }

            Assert.That(message, Contains.Substring("a number from 1 to 1.5, got 9"));
        }

        [Test]
        public void TellWhatChangedAndNothingElse()
        {
            UserPreferences preferences = new UserPreferences();
            List<string> changed = new List<string>();
            preferences.Changed += one => changed.Add(one.Name);
            preferences.MouseSpeed.Value = 100;
            Assert.That(preferences.MouseSpeed.Value, Is.EqualTo(4));
            preferences.MouseSpeed.Value = 4;
            preferences.TurnDegrees.Next();
            preferences.TurnDegrees.Next();
            preferences.TurnDegrees.Next();
            Assert.That(preferences.TurnDegrees.IsDefault, Is.True);
            Assert.That(
                changed, Is.EqualTo(new[] { "mouseSpeed", "turnDegrees", "turnDegrees", "turnDegrees" }));
            Assert.Throws<ArgumentException>(() => preferences.Turning.Value = "backwards");
        }

        [Test]
        public void ResetKeepsTheServer()
        {
            UserPreferences preferences = new UserPreferences();
            preferences.Server.Value = "http://10.0.0.2:5570/";
            preferences.Seated.Value = true;
            preferences.Reset();
            Assert.That(preferences.Server.IsDefault, Is.False);
            Assert.That(preferences.Seated.IsDefault, Is.True);
        }
    }
}
