using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Leaderboard.Web.Rewards;

/// <summary>Pictures of rewards, as managers send them and as everybody sees them.</summary>
public sealed partial class PicturePageTests(SharedServer shared) : ApiTests(shared)
{
    private const string Keep = "/manage/rewards";

    public static TheoryData<string, string> Foreign => new()
    {
        { "svg", "no PNG, JPEG or WebP" },
        { "html", "no PNG, JPEG or WebP" },
        { "gif", "no PNG, JPEG or WebP" },
        { "empty", "no PNG, JPEG or WebP" },
        { "png and html behind it", "something else than a picture" },
        { "png and html behind it, with another end", "something else than a picture" },
        { "png with script in its text", "something else than a picture" },
        { "png with an archive in its text", "something else than a picture" },
        { "jpeg and zip behind it", "something else than a picture" },
        { "jpeg and zip behind it, with another end", "something else than a picture" },
        { "webp and more behind it", "something else than a picture" },
        { "a piece of a png", "cannot be read" },
        { "a piece of a jpeg", "cannot be read" },
        { "a piece of a webp", "cannot be read" },
        { "a png with a piece left out", "cannot be read" },
        { "a jpeg of ten thousand passes", "cannot be read" },
        { "png of nothing", "cannot be read" },
        { "says 4000 by 4000", "cannot be read" },
        { "says 30000 by 30000", "more than 16 million pixels" },
        { "says 60000 by 60000", "more than 16 million pixels" },
        { "too many pixels", "more than 16 million pixels" },
        { "too large", "larger than 5 MB" },
    };

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 1200, 900, 640, 480)]
    [InlineData(SKEncodedImageFormat.Jpeg, 300, 1280, 150, 640)]
    [InlineData(SKEncodedImageFormat.Webp, 64, 48, 64, 48)]
    [InlineData(SKEncodedImageFormat.Png, 16_000, 1000, 640, 40)]
    [InlineData(SKEncodedImageFormat.Png, 4000, 4000, 640, 640)]
    public async Task A_picture_is_drawn_anew_and_shown_in_the_shop(SKEncodedImageFormat format, int width, int height, int keptWidth, int keptHeight)
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        var sent = PictureFiles.Drawn(format, width, height);

        Assert.Contains("The picture is kept.", (await SendAsync(manager, sent)).Text, StringComparison.Ordinal);

        var (path, alt) = await ShownAsync(manager);
        Assert.Equal("Picture of Mug", alt);
        using var answer = await manager.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal(("image/webp", "nosniff"), (answer.Content.Headers.ContentType?.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("immutable", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        var kept = await answer.Content.ReadAsByteArrayAsync(Cancel);
        using var codec = SKCodec.Create(new SKMemoryStream(kept));
        Assert.Equal((SKEncodedImageFormat.Webp, keptWidth, keptHeight), (codec.EncodedFormat, codec.Info.Width, codec.Info.Height));
        using var pixels = SKBitmap.Decode(kept);
        var corner = pixels.GetPixel(0, 0);
        Assert.True(corner.Blue > 150 && corner.Red < 140, corner.ToString());
    }

    [Theory, MemberData(nameof(Foreign))]
    public async Task What_is_no_picture_or_more_than_one_is_refused_at_its_field_and_changes_nothing(string what, string said)
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        await SendAsync(manager, PictureFiles.Png());
        var before = await ShownAsync(manager);

        var (status, text) = await SendAsync(manager, PictureFiles.Of(what));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Matches($"type=\"file\" name=\"file\"[^>]*aria-invalid=\"true\" aria-describedby=\"picture-fault-{Id("mug")}\"", text);
        Assert.Equal(before, await ShownAsync(manager));
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_before_they_are_read_and_change_nothing()
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        var token = await manager.TokenAsync(Keep);
        using var form = Form(token, Id("mug"), new byte[50 << 20]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Keep + "?handler=Picture", UriKind.Relative)) { Content = form };
        request.Headers.ExpectContinue = true;

        using var answer = await manager.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("That file is too large", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Null((await FindAsync(manager)).Path);
    }

    [Fact]
    public async Task Whoever_is_signed_in_sees_it_nobody_else_does_and_under_another_hash_there_is_none()
    {
        await OfferAsync();
        await PutFloorAsync(("own", ["self"]));
        using var manager = await Floor.ManagerAsync(Server);
        await SendAsync(manager, PictureFiles.Png());
        var (path, _) = await ShownAsync(manager);
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        using var nobody = Server.Client(null);
        using var unknown = await nobody.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, (await self.GetAsync(path)).Status);
        Assert.False(unknown.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await self.GetAsync(path + "x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await self.GetAsync(path.Split('?')[0])).Status);
        foreach (var (handler, file) in new[] { ("Picture", true), ("RemovePicture", false) })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await self.ForgeAsync("/account", Keep, handler, ("id", Id("mug")))).Status);
            Assert.True(file || (await self.GetAsync(path)).Status == HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task It_is_taken_away_and_both_are_in_the_audit()
    {
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        await SendAsync(manager, PictureFiles.Png());
        var (path, _) = await ShownAsync(manager);

        Assert.Contains("The picture is gone.", (await manager.SendAsync(Keep, "RemovePicture", ("id", Id("mug")))).Text, StringComparison.Ordinal);

        Assert.Null((await FindAsync(manager)).Path);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(path)).Status);
        Assert.Equal(2, (await manager.GetAsync("/manage/audit?Text=" + Id("mug"))).Text.Split("<td>Picture of a reward changed</td>").Length - 1);
    }

    [Fact]
    public async Task Whoever_asks_decides_or_hands_over_sees_what_it_is_about()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
        await OfferAsync();
        using var manager = await Floor.ManagerAsync(Server);
        using var store = await Floor.JoinAsync(Server, "Storekeeper", Id("p-store"));
        using var self = await Floor.JoinAsync(Server, "Collector", Id("p-self"), Id("self"));
        await self.SendAsync("/shop", "Wish", ("reward", Id("mug")), ("wished", "true"));
        await self.SendAsync("/shop", "Ask", ("id", Id("r")), ("reward", Id("mug")));
        var request = $"data-id=\"{Id("r")}\"";
        Assert.Contains("<span class=\"pictured\"><svg", await PartAsync(manager, "/manage/redemptions?search=" + Id("self"), request), StringComparison.Ordinal);

        await SendAsync(manager, PictureFiles.Png());

        var seen = $"<img class=\"pictured\" src=\"{(await ShownAsync(manager)).Path}\" alt=\"Picture of Mug\" width=\"72\" height=\"54\"";
        Assert.Contains(seen, (await self.GetAsync("/me")).Text, StringComparison.Ordinal);
        Assert.Contains(seen, await PartAsync(self, "/shop", request), StringComparison.Ordinal);
        Assert.Contains(seen, await PartAsync(manager, "/manage/redemptions?search=" + Id("self"), request), StringComparison.Ordinal);
        await SendAsync(HttpMethod.Post, $"redemptions/{Id("r")}/approve");
        Assert.Contains(seen, await PartAsync(manager, "/manage/redemptions?search=" + Id("self"), request), StringComparison.Ordinal);
        Assert.Contains(seen, await PartAsync(store, "/manage/handover", request), StringComparison.Ordinal);
        var code = Server.Services.GetRequiredService<PickUpCodes>().Of(Id("r"));
        Assert.Contains(seen, await PartAsync(store, "/manage/handover?pickUp=" + code, "class=\"panel found\""), StringComparison.Ordinal);
    }

    /// <summary>What stands behind it on a page, to the end of its item or panel.</summary>
    private static async Task<string> PartAsync(Visitor visitor, string path, string behind) =>
        PageText.Parts((await visitor.GetAsync(path)).Text, behind)[0].Split("</li>")[0];

    private async Task OfferAsync() => Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":3}""")).Status);

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(Visitor manager, byte[] picture)
    {
        using var form = Form(await manager.TokenAsync(Keep), Id("mug"), picture);
        using var answer = await manager.Http.PostAsync(new Uri(Keep + "?handler=Picture", UriKind.Relative), form, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static MultipartFormDataContent Form(string token, string reward, byte[] picture)
    {
        // Says that it is a picture, whatever it is.
        var file = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(reward), "id" }, { file, "file", "mug.png" } };
    }

    private async Task<(string Path, string Alt)> ShownAsync(Visitor visitor) => await FindAsync(visitor) is ({ } path, var alt) ? (path, alt) : throw new InvalidOperationException("It has no picture.");

    private async Task<(string? Path, string Alt)> FindAsync(Visitor visitor)
    {
        var card = Assert.Single(PageText.Parts((await visitor.GetAsync("/shop")).Text, $"data-id=\"{Id("mug")}\">")).Split("</li>")[0];
        return Picture().Match(card) is { Success: true } found ? (found.Groups["src"].Value, found.Groups["alt"].Value) : (null, "");
    }

    [GeneratedRegex("<img class=\"shown\" src=\"(?<src>[^\"]+)\" alt=\"(?<alt>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();
}
