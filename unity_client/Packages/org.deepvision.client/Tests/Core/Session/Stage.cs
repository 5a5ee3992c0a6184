using System;
using System.Linq;
using DeepVision.Api;
using DeepVision.Session;
using DeepVision.Tests.Tiles;
using DeepVision.Tiles;
using Newtonsoft.Json.Linq;

namespace DeepVision.Tests.Session
{
    /// <summary>A session with a fake server, in the hands of a test that lets the frames pass.</summary>
    internal sealed class Stage : IDisposable
    {
        public const float Frame = 0.1f;
        public readonly FakeServer Server = new FakeServer();
        public readonly Pump Pump = new Pump();
        public readonly WalkSession Session;
        private readonly ITileTarget nowhere = new NoTextures();

        public Stage()
        {
            Session = new WalkSession(new ApiClient(new Uri("http://server/"), null, Server));
        }

        /// <summary>Also called in every frame.</summary>
        public Action<float> OnFrame { get; set; } = seconds => { };

        /// <summary>What a network was asked to run, as "picture -layer:channel …", in order.</summary>
        public string[] RunsOf(string network)
        {
            return Server.Posted
                .Where(body => (string)body["network"] == network)
                .Select(body => string.Join(
                    " ",
                    new[] { (string)body["image"] }
                        .Concat(((JArray)body["interventions"] ?? new JArray())
                            .Select(off => $"-{off["layer"]}:{off["channel"]}"))))
                .ToArray();
        }

        public void Until(Func<bool> reached, string what)
        {
            Pump.Until(reached, () => Pass(Frame), what);
        }

        /// <summary>Until every network shows a picture.</summary>
        public void UntilShown(string image)
        {
            Until(
                () => Session.Networks.Count > 0
                    && Session.Networks.All(walk => walk.Phase == WorkPhase.Shown && walk.Run.Image == image),
                image + " is shown");
        }

        public void Pass(float seconds)
        {
            Session.Update(seconds);
            Session.Store?.Update(nowhere);
            OnFrame(seconds);
        }

        public void Dispose()
        {
            Session.Dispose();
            Pump.Dispose();
        }
    }
}
