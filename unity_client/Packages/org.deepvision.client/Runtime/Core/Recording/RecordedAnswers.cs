using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using DeepVision.Api;
using Newtonsoft.Json.Linq;

namespace DeepVision.Recording
{
    /// <summary>
    /// The archive that tools/record_network.py writes: one file per answer, named by method and path, such as
    /// <c>GET networks/covidresnet.json</c>. May be used from any thread.
    /// </summary>
    internal sealed class RecordedAnswers : IDisposable
    {
        private const string Manifest = "recording.json";
        private const int Format = 1;

        /// <summary>Ends of names and what they mean; longer ones first.</summary>
        private static readonly KeyValuePair<string, string>[] Types =
        {
            new KeyValuePair<string, string>(".problem.json", "application/problem+json"),
            new KeyValuePair<string, string>(".json", "application/json"),
            new KeyValuePair<string, string>(".dvx1", "application/vnd.deepvision.dvx1"),
            new KeyValuePair<string, string>(".png", "image/png")
        };

        private readonly ZipArchive archive;
        private readonly Dictionary<string, ZipArchiveEntry> entries = new Dictionary<string, ZipArchiveEntry>();

        /// <param name="stream">the archive; can seek, disposed with this object</param>
        /// <exception cref="FormatException">It is no recording, or one of another format.</exception>
        public RecordedAnswers(Stream stream)
        {
            try
            {
                archive = new ZipArchive(stream, ZipArchiveMode.Read);
                foreach (ZipArchiveEntry entry in archive.Entries)
                {
                    entries[QuestionOf(entry.FullName)] = entry;
                }

                Images = ReadManifest();
            }
            catch (Exception error) when (error is InvalidDataException || error is ContractException)
            {
                throw new FormatException(
                    "Expected a recording made by tools/record_network.py, and this file is none. " + error.Message,
                    error);
            }
        }

        /// <summary>Ids of the pictures that were recorded.</summary>
        public IReadOnlyList<string> Images { get; }

        /// <summary>The answer to a question such as "GET networks/covidresnet"; null: it was not recorded.</summary>
        public RecordedAnswer Find(string question)
        {
            ZipArchiveEntry entry;
            if (!entries.TryGetValue(question, out entry))
            {
                return null;
            }

            string type = TypeOf(entry.FullName).Value;
            RecordedAnswer answer = new RecordedAnswer(200, type, Read(entry));
            return type == "application/problem+json"
                ? new RecordedAnswer((int)answer.ReadJson()["status"], type, answer.Body)
                : answer;
        }

        public void Dispose()
        {
            archive.Dispose();
        }

        private static string QuestionOf(string name)
        {
            return name.Substring(0, name.Length - TypeOf(name).Key.Length);
        }

        /// <summary>The end of a name and the media type it stands for.</summary>
        private static KeyValuePair<string, string> TypeOf(string name)
        {
            foreach (KeyValuePair<string, string> type in Types)
            {
                if (name.EndsWith(type.Key, StringComparison.Ordinal))
                {
                    return type;
                }
            }

            throw new InvalidDataException($"What is {name}?");
        }

        private IReadOnlyList<string> ReadManifest()
        {
            ZipArchiveEntry entry = archive.GetEntry(Manifest);
            if (entry == null)
            {
                throw new InvalidDataException($"It has no {Manifest}.");
            }

            JObject json = JsonText.ReadObject(Encoding.UTF8.GetString(Read(entry)), Manifest);
            JsonReader reader = new JsonReader(json, Manifest);
            int format = reader.Integer("format");
            if (format != Format)
            {
                throw new InvalidDataException($"It has the format {format}, and this client reads format {Format}.");
            }

            return reader.TextList("images");
        }

        /// <summary>An archive is read by one thread at a time.</summary>
        private byte[] Read(ZipArchiveEntry entry)
        {
            lock (archive)
            {
                using (Stream content = entry.Open())
                using (MemoryStream bytes = new MemoryStream((int)entry.Length))
                {
                    content.CopyTo(bytes);
                    return bytes.ToArray();
                }
            }
        }
    }
}
