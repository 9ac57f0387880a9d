using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>A passkey is made and used in a real browser with an authenticator of software.</summary>
public sealed partial class PasskeyTests(Floor floor) : IClassFixture<Floor>
{
    private const string Password = "four plain words here";

    [Fact]
    public async Task Whoever_has_made_a_passkey_signs_in_with_it_and_without_a_password()
    {
        // Passkeys belong to a name: an address of numbers has none.
        var site = new UriBuilder(floor.Server.Address) { Host = "localhost" }.Uri;
        var page = await floor.OpenAsync("/", 390, 844, "en", linked: false);
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync(new Uri(site, "/sign-in").ToString());
        await page.GetByLabel("Your name").FillAsync("秦主任");
        await page.GetByLabel("User name").FillAsync("qin");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.GotoAsync(new Uri(site, "/account").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GotoAsync(new Uri(site, "/sign-in?returnUrl=%2Faccount").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(Account());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "秦主任" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove" })).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [GeneratedRegex("/account$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Account();
}
