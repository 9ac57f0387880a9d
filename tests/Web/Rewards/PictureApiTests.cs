using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Testing;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Web.Rewards;

/// <summary>Pictures of rewards, as programs put them.</summary>
public sealed class PictureApiTests(SharedServer shared) : ApiTests(shared)
{
    private string Target => $"api/v1/rewards/{Id("mug")}/picture";

    [Fact]
    public async Task A_program_puts_a_picture_reads_where_it_is_and_takes_it_away()
    {
        await OfferAsync();
        Assert.Null(await PathAsync());

        var (status, answer) = await PutAsync(PictureFiles.Png(), "image/png");

        Assert.Equal(HttpStatusCode.OK, status);
        var path = Text(answer, "picture");
        Assert.StartsWith($"/rewards/{Id("mug")}/picture?v=", path, StringComparison.Ordinal);
        Assert.Equal(path, await PathAsync());
        using (var served = await Admin.GetAsync(new Uri(path, UriKind.Relative), Cancel))
            Assert.Equal((HttpStatusCode.OK, "image/webp"), (served.StatusCode, served.Content.Headers.ContentType?.ToString()));
        Assert.Equal((HttpStatusCode.OK, path), await PutAsync(PictureFiles.Png(), null) is var again ? (again.Status, Text(again.Body, "picture")) : default);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var removed = await Admin.DeleteAsync(new Uri(Target, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
            Assert.Null(await PathAsync());
        }

        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal(2, PageText.Parts((await manager.GetAsync("/manage/audit?Text=" + Id("mug"))).Text, "<td>Picture of a reward changed</td>").Count);
    }

    [Theory]
    [InlineData("svg", "image/png", HttpStatusCode.BadRequest, "invalidPicture")]
    [InlineData("png and html behind it", "image/png", HttpStatusCode.BadRequest, "invalidPicture")]
    [InlineData("a piece of a jpeg", "image/jpeg", HttpStatusCode.BadRequest, "invalidPicture")]
    [InlineData("says 30000 by 30000", null, HttpStatusCode.BadRequest, "invalidPicture")]
    [InlineData("too large", "image/png", HttpStatusCode.RequestEntityTooLarge, "bodyTooLarge")]
    [InlineData("svg", "image/svg+xml", HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType")]
    [InlineData("html", "text/html; charset=utf-8", HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType")]
    public async Task What_is_no_picture_is_refused_and_changes_nothing(string what, string? type, HttpStatusCode refused, string code)
    {
        await OfferAsync();
        await PutAsync(PictureFiles.Png(), "image/png");
        var before = await PathAsync();

        var (status, problem) = await PutAsync(PictureFiles.Of(what), type);

        Assert.Equal((refused, code), (status, Text(problem, "code")));
        Assert.Equal(before, await PathAsync());
    }

    [Fact]
    public async Task There_is_none_without_a_reward()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(PictureFiles.Png(), "image/png")).Status);
        using var removed = await Admin.DeleteAsync(new Uri(Target, UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, removed.StatusCode);
    }

    [Fact]
    public async Task A_change_of_its_fields_leaves_the_picture()
    {
        await OfferAsync();
        await PutAsync(PictureFiles.Png(), "image/png");
        var before = await PathAsync();

        var changed = await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Cup","price":30}""");

        Assert.NotNull(before);
        Assert.Equal(before, Text(changed.Body, "picture"));
    }

    [Fact]
    public async Task What_is_no_picture_or_far_too_large_is_refused_logged_and_moves_nothing()
    {
        using var folder = new TempFolder();
        var log = new KeptLog();
        await using var server = await LeaderboardServer.StartInAsync(folder.Path, "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogLevel:Default=None");
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var admin = server.Client();
        using var offered = await admin.PutAsJsonAsync("api/v1/rewards/mug", new { name = "Mug", price = 20 }, Cancel);
        var before = await admin.GetStringAsync(new Uri("api/v1/rewards", UriKind.Relative), Cancel);
        foreach (var (file, status, fault) in new[]
        {
            (PictureFiles.Of("svg"), HttpStatusCode.BadRequest, "Format"),
            (PictureFiles.Of("png with script in its text"), HttpStatusCode.BadRequest, "Script"),
            (new byte[50 << 20], HttpStatusCode.RequestEntityTooLarge, "TooLarge"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("api/v1/rewards/mug/picture", UriKind.Relative)) { Content = new ByteArrayContent(file) };
            request.Headers.ExpectContinue = true;
            using var refused = await admin.SendAsync(request, Cancel);

            Assert.Equal(status, refused.StatusCode);
            Assert.Single(log.Lines, l => l.EndsWith($"A picture for the reward mug was refused: {fault}.", StringComparison.Ordinal));
        }

        Assert.Equal(before, await admin.GetStringAsync(new Uri("api/v1/rewards", UriKind.Relative), Cancel));
    }

    private async Task OfferAsync() => Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":3}""")).Status);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(byte[] file, string? type)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await Admin.PutAsync(new Uri(Target, UriKind.Relative), content, Cancel);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private async Task<string?> PathAsync() => (await GetAsync("rewards")).EnumerateArray().Single(r => Text(r, "id") == Id("mug")).GetProperty("picture").GetString();
}
