using System;
using System.IO;
using System.Threading.Tasks;
using DeepVision.Painting;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>Where pictures of the hall are kept: below Pictures, or in the application's own folder.</summary>
    internal sealed class SnapshotFolder
    {
        private readonly string path;

        public SnapshotFolder()
        {
            string pictures = Environment.GetFolderPath(Environment.SpecialFolder.MyPictures);
            bool own = Application.platform == RuntimePlatform.Android || string.IsNullOrEmpty(pictures);
            path = Path.Combine(own ? Application.persistentDataPath : pictures, "DeepVision");
        }

        /// <summary>Writes a picture and returns its path. The work is done beside the frames.</summary>
        /// <exception cref="IOException">the disk refuses</exception>
        public Task<string> Save(PixelBuffer picture)
        {
            string file = Path.Combine(path, $"hall {DateTime.Now:yyyy-MM-dd HH.mm.ss.fff}.png");
            return Task.Run(() =>
            {
                Directory.CreateDirectory(path);
                File.WriteAllBytes(file, Png.Write(picture));
                return file;
            });
        }
    }
}
