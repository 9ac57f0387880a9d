using System.Collections.Concurrent;
using System.Reflection;
using Leaderboard.Browser;
using Leaderboard.Displays;
using Microsoft.Playwright;
using Xunit.v3;

[assembly: ClosesContexts]

namespace Leaderboard.Browser;

/// <summary>Browser contexts by the test that opened them: a wall that is left open goes on drawing until the last test is over, and slows all others.</summary>
internal static class Contexts
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Opened = new(StringComparer.Ordinal);

    /// <summary>Closed with the test.</summary>
    public static async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        var context = await (await Chromium.SharedAsync()).NewContextAsync(options);
        Opened.GetOrAdd(TestContext.Current.Test?.UniqueID ?? "", _ => []).Add(context);
        return context;
    }

    public static async Task CloseAsync(string testId)
    {
        if (!Opened.TryRemove(testId, out var contexts))
            return;
        foreach (var context in contexts)
            await context.CloseAsync();
    }
}

/// <summary>After each test, whether it passed or not. The next does not wait for it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosesContextsAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => _ = Contexts.CloseAsync(test.UniqueID);
}
