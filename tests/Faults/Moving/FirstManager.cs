using System.Net;
using System.Text.RegularExpressions;

namespace Leaderboard.Faults.Moving;

/// <summary>The person of an installation that moves: comes first, and signs in wherever it is afterwards.</summary>
internal static partial class FirstManager
{
    private const string Name = "秦主任";
    private const string Password = "four plain words here";

    public static async Task MakeAsync(Uri server, CancellationToken cancel) =>
        Assert.Equal("/", await SendAsync(server, "welcome", cancel, ("userName", Name), ("displayName", Name), ("password", Password)));

    /// <summary>With the password of before; nobody else can come first any more.</summary>
    public static async Task AssertKnownAsync(Uri server, CancellationToken cancel)
    {
        Assert.Equal("/", await SendAsync(server, "sign-in", cancel, ("userName", Name), ("password", Password)));
        Assert.Equal("/sign-in", await SendAsync(server, "welcome", cancel, ("userName", "other"), ("displayName", "Other"), ("password", Password)));
    }

    /// <returns>Where the form led.</returns>
    private static async Task<string?> SendAsync(Uri server, string page, CancellationToken cancel, params (string Name, string Value)[] fields)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = server };
        using var form = await http.GetAsync(new Uri(page, UriKind.Relative), cancel);
        if (form.StatusCode == HttpStatusCode.Redirect)
            return form.Headers.Location?.OriginalString;
        var token = Token().Match(await form.Content.ReadAsStringAsync(cancel)).Groups["token"].Value;
        using var content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await http.PostAsync(new Uri(page, UriKind.Relative), content, cancel);
        return answer.Headers.Location?.OriginalString;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
