namespace UnityEngine.SceneManagement
{
    public struct Scene
    {
        public string name { get; internal set; }
    }

    public class SceneManager
    {
        public static Scene GetActiveScene()
        {
            World.Guard();
            return new Scene { name = World.Current.Machine.Scene };
        }
    }
}
