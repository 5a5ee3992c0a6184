using System;
using System.IO;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>The visitor's settings between visits: one text file in the application's own folder.</summary>
    internal sealed class PreferencesFile
    {
        private readonly string path = Path.Combine(Application.persistentDataPath, "preferences.json");

        /// <summary>What was saved last; null: nothing, or it cannot be read.</summary>
        public string Read()
        {
            try
            {
                return File.Exists(path) ? File.ReadAllText(path) : null;
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                Debug.LogWarning($"The settings in {path} cannot be read, the visit begins without: {error.Message}");
                return null;
            }
        }

        /// <summary>
        /// Saves. The old file stays whole until the new one is; where the disk refuses, the visit goes on.
        /// </summary>
        public void Write(string text)
        {
            string written = path + ".new";
            try
            {
                File.WriteAllText(written, text);
                File.Copy(written, path, true);
                File.Delete(written);
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                Debug.LogWarning($"The settings cannot be saved to {path}: {error.Message}");
            }
        }
    }
}
