using System.Net;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.People;

/// <summary>Somebody with a browser: keeps cookies, sends forms with their token, reads pages in English.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    public Visitor(Uri address)
    {
        Http = new HttpClient(_handler) { BaseAddress = address };
        Http.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    public HttpClient Http { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Where a page sends its visitor; null when it does not.</summary>
    public async Task<string?> RedirectOfAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return response.Headers.Location?.OriginalString;
    }

    /// <summary>Opens a page and sends one of its forms.</summary>
    /// <param name="page">With the form.</param>
    /// <param name="handler">Of the form; empty for the page's only one.</param>
    /// <param name="fields">Besides the token.</param>
    /// <returns>Where it led, or what the page said when it led nowhere.</returns>
    public Task<(HttpStatusCode Status, string? Location, string Text)> SendAsync(string page, string handler, params (string Name, string Value)[] fields) =>
        ForgeAsync(page, page, handler, fields);

    /// <summary>Of a page's forms; a call of the API by a browser carries it in a header.</summary>
    public async Task<string> TokenAsync(string page) => Token().Match((await GetAsync(page)).Text).Groups["token"].Value;

    /// <summary>Sends a form that a page does not have, with the token of another page.</summary>
    public async Task<(HttpStatusCode Status, string? Location, string Text)> ForgeAsync(string tokenPage, string page, string handler, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(tokenPage);
        var target = handler.Length == 0 ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}";
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var response = await Http.PostAsync(new Uri(target, UriKind.Relative), form, Cancel);
        return (response.StatusCode, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Sends a form with a file.</summary>
    /// <returns>What came back.</returns>
    public async Task<string> UploadAsync(string page, string handler, string field, string content) => (await UploadAsync(page, handler, field, content, [])).Text;

    /// <summary>The same with other fields.</summary>
    /// <returns>Where it led, or what the page said when it led nowhere.</returns>
    public async Task<(string? Location, string Text)> UploadAsync(string page, string handler, string field, string content, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(page)).Text).Groups["token"].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(content), field, "file.csv" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        using var response = await Http.PostAsync(new Uri(handler.Length == 0 ? page : $"{page}?handler={handler}", UriKind.Relative), form, Cancel);
        return (response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Whoever copied another's cookies.</summary>
    public void Take(Visitor other) => _handler.CookieContainer.Add(other._handler.CookieContainer.GetAllCookies());

    public async Task<bool> SignInAsync(string userName, string password) =>
        (await SendAsync("/sign-in", "", ("userName", userName), ("password", password))).Status == HttpStatusCode.Redirect;

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
