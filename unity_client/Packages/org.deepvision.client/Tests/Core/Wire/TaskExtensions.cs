using System;
using System.Threading.Tasks;

namespace DeepVision.Tests.Wire
{
    /// <summary>Waiting in tests.</summary>
    internal static class TaskExtensions
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

        /// <summary>Waits, throws what the task throws, and does not wait for ever.</summary>
        public static void WaitOrFail(this Task task)
        {
            if (!Task.WaitAny(new[] { task }, Longest).Equals(0))
            {
                throw new TimeoutException($"expected the task to end within {Longest}");
            }
            task.GetAwaiter().GetResult();
        }

        /// <summary>The same for a task with a result.</summary>
        public static T ResultOrFail<T>(this Task<T> task)
        {
            ((Task)task).WaitOrFail();
            return task.Result;
        }
    }
}
