using System.Globalization;
using Leaderboard.Web.Access;
using Leaderboard.Web.Display;
using Leaderboard.Web.Operations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>For who keeps the product running: whether all is well, and if not, where to look.</summary>
[Requires(Right.Operate, AuthenticationSchemes = OperatorAuthentication.SchemeName)]
internal sealed class OperationsModel(OperationsReader reader, TimeProvider time) : PageModel
{
    /// <summary>A build's name goes on with a commit: as much of it as tells builds apart.</summary>
    private const int VersionLength = 14;

    public OperationsView View { get; private set; } = new() { AsOf = default, Faults = [], Watchers = 0 };

    public bool IsWell => View.Faults.Count == 0;

    public async Task OnGetAsync() => View = await reader.ReadAsync();

    public IActionResult OnPostSignOut()
    {
        OperatorSessions.End(HttpContext);
        return LocalRedirect(OperatorSessions.SignInPath);
    }

    public static string StatusWord(OperationsNode node) => "operations.status." + node.Status switch
    {
        NodeStatus.Joining => "joining",
        NodeStatus.Active when node.Report is null => "silent",
        NodeStatus.Active => "active",
        NodeStatus.Leaving => "leaving",
        _ => "gone",
    };

    public static string Version(OperationsNode node) =>
        node.Report is not { } report ? "–" : report.Version.Length > VersionLength ? report.Version[..VersionLength] : report.Version;

    public static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.CurrentCulture) : "–";

    public string Since(OperationsNode node) => Durations.Short(time.Now() - node.Since, CultureInfo.CurrentUICulture);
}
