using System.Text;
using Leaderboard.Web.Demo;
using SkiaSharp;

namespace Leaderboard.Web.Rewards;

/// <summary>What is made of a picture that was sent.</summary>
public sealed class PictureReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Which corners of the picture are to be seen above, left and right.
    [Theory]
    [InlineData(1, "red", "green", false)]
    [InlineData(2, "green", "red", false)]
    [InlineData(3, "white", "blue", false)]
    [InlineData(4, "blue", "white", false)]
    [InlineData(5, "red", "blue", true)]
    [InlineData(6, "blue", "red", true)]
    [InlineData(7, "white", "green", true)]
    [InlineData(8, "green", "white", true)]
    public async Task It_is_turned_upright_and_what_the_camera_wrote_is_gone(int held, string left, string right, bool isTurned)
    {
        var kept = await ReadAsync(PictureFiles.Held((SKEncodedOrigin)held));

        using var seen = SKBitmap.Decode(kept);
        Assert.Equal(isTurned ? (100, 200) : (200, 100), (seen.Width, seen.Height));
        Assert.Equal((left, right), (NameOf(seen.GetPixel(seen.Width / 4, seen.Height / 4)), NameOf(seen.GetPixel(seen.Width * 3 / 4, seen.Height / 4))));
        var text = Encoding.Latin1.GetString(kept);
        Assert.All(["Exif", "EXIF", "ICCP", "XMP ", PictureFiles.Told], written => Assert.DoesNotContain(written, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_be_seen_through_stays_so()
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(SKColors.Transparent);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        using var seen = SKBitmap.Decode(await ReadAsync(png.ToArray()));

        Assert.Equal(0, seen.GetPixel(20, 15).Alpha);
    }

    [Fact]
    public async Task Two_pictures_as_phones_put_them_into_one_file_are_the_first() =>
        Assert.NotEmpty(await ReadAsync(PictureFiles.OfTwo()));

    [Fact]
    public async Task What_moves_stands_still_as_it_begins()
    {
        using var codec = SKCodec.Create(new MemoryStream(PictureFiles.Moving()));
        Assert.Equal(2, codec.FrameCount);

        var kept = await ReadAsync(PictureFiles.Moving());

        using var seen = SKBitmap.Decode(kept);
        Assert.Equal("blue", NameOf(seen.GetPixel(20, 15)));
        using var still = SKCodec.Create(new MemoryStream(kept));
        Assert.InRange(still.FrameCount, 0, 1);
    }

    [Fact]
    public async Task All_rewards_of_the_simulated_floor_are_drawn_each_as_something_else()
    {
        using var reader = new PictureReader();
        var hashes = new HashSet<string>();
        foreach (var reward in DemoPictures.Rewards)
        {
            var (picture, fault) = await reader.ReadAsync(new MemoryStream(DemoPictures.Of(reward)!), null, Cancel);
            Assert.Null(fault);
            hashes.Add(picture!.Hash);
        }

        Assert.Equal(8, hashes.Count);
    }

    [Fact]
    public async Task The_same_has_the_same_hash_and_another_has_another()
    {
        using var reader = new PictureReader();
        var hashes = new List<string?>();
        foreach (var (width, height) in new[] { (40, 30), (40, 30), (41, 30) })
            hashes.Add((await reader.ReadAsync(new MemoryStream(PictureFiles.Drawn(SKEncodedImageFormat.Png, width, height)), null, Cancel)).Picture?.Hash);

        Assert.Equal([true, false], hashes.Skip(1).Select(h => h == hashes[0]));
    }

    // 64 MB each while they are drawn: all at once they would take 2 GB.
    [Fact]
    public async Task Many_large_ones_at_once_are_drawn_two_by_two()
    {
        using var reader = new PictureReader();
        var large = PictureFiles.Drawn(SKEncodedImageFormat.Png, 4000, 4000);
        var most = 0L;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watch = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    most = Math.Max(most, Environment.WorkingSet);
                    await Task.Yield();
                }
            },
            Cancel);
        var before = Environment.WorkingSet;

        var all = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => reader.ReadAsync(new MemoryStream(large), large.Length, Cancel), Cancel)));
        await stop.CancelAsync();
        await watch;

        Assert.All(all, a => Assert.Null(a.Fault));
        Assert.InRange(most - before, 0, 500 << 20);
    }

    private static async Task<byte[]> ReadAsync(byte[] file)
    {
        using var reader = new PictureReader();
        var (picture, fault) = await reader.ReadAsync(new MemoryStream(file), file.Length, Cancel);
        Assert.Null(fault);
        return picture!.Bytes;
    }

    private static string NameOf(SKColor color) => (color.Red > 128, color.Green > 128, color.Blue > 128) switch
    {
        (true, true, true) => "white",
        (true, false, false) => "red",
        (false, true, false) => "green",
        (false, false, true) => "blue",
        _ => color.ToString(),
    };
}
