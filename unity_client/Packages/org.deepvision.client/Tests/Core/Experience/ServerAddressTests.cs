using System;
using DeepVision.Experience;
using NUnit.Framework;

namespace DeepVision.Tests.Experience
{
    [TestFixture]
    public sealed class ServerAddressTests
    {
        [TestCase("192.168.0.20", "http://192.168.0.20:5570/", null)]
        [TestCase(" 192.168.0.20:8080 ", "http://192.168.0.20:8080/", null)]
        [TestCase("http://lab/", "http://lab:5570/", null)]
        [TestCase("http://lab:80/", "http://lab/", null)]
        [TestCase("https://lab.example/hall", "https://lab.example/hall/", null)]
        [TestCase("http://10.0.0.2:5570/?token=a%2Fb", "http://10.0.0.2:5570/", "a/b")]
        public void WhatPeopleWriteIsUnderstood(string text, string address, string token)
        {
            ServerAddress read = ServerAddress.Read(text);
            Assert.That(read.Uri.ToString(), Is.EqualTo(address));
            Assert.That(read.Token, Is.EqualTo(token));
        }

        [TestCase("")]
        [TestCase("ftp://lab/")]
        [TestCase("http://")]
        [TestCase("two words")]
        public void WhatIsNoAddressIsSaidToBeNone(string text)
        {
            FormatException error = Assert.Throws<FormatException>(() => ServerAddress.Read(text));
            Assert.That(error.Message, Contains.Substring("192.168.0.20:5570"));
        }
    }
}
