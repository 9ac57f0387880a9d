using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>
/// Asks axe what is against the rules of accessibility. Its script stays in the page from one question to the next; the
/// package's own call brings it along each time and opens a second page to gather the answer, which takes longer than axe does.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Each as the rule and the first element; all rules that axe has.</summary>
    public static async Task<string[]> ViolationsAsync(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id} ${v.nodes[0].html}`)");
    }
}
