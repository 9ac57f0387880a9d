using System.Text.RegularExpressions;

namespace Leaderboard.Web.Api;

/// <summary>What every answer tells the browser.</summary>
public sealed class SecurityHeadersTests(SharedServer shared) : ApiTests(shared)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    [InlineData("/css/pages.css")]
    [InlineData("/api/v1/teams")]
    [InlineData("/health/live")]
    public async Task Every_answer_has_the_strict_policy_and_its_companions(string path)
    {
        using var response = await Admin.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        string Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
        var policy = Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("camera=(), geolocation=(), microphone=()", Header("Permissions-Policy"));
    }

    [Fact]
    public void No_page_has_an_inline_script_or_style()
    {
        var pages = Directory.GetFiles(Testing.Repository.Path("src", "Web", "Pages"), "*.cshtml", SearchOption.AllDirectories);
        Assert.NotEmpty(pages);
        Assert.All(pages, page =>
        {
            var text = File.ReadAllText(page);
            Assert.DoesNotMatch(new Regex("style=\"|<style|\\son[a-z]+=\"", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), text);

            // A block of data is no script.
            Assert.All(Regex.Matches(text, "<script(?<attributes>[^>]*)>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), script =>
                Assert.Matches("src=|type=\"application/json\"", script.Groups["attributes"].Value));
        });
    }
}
