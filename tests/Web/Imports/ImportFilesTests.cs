using System.Text;
using Leaderboard.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Imports;

public sealed class ImportFilesTests(SharedServer shared) : ApiTests(shared)
{
    private ImportFiles Files => Server.Services.GetRequiredService<ImportFiles>();

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((5 << 19) + 1)]
    public async Task What_cannot_be_packed_smaller_is_stored_and_read_as_it_was_sent(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        using var sent = new MemoryStream(bytes);

        Assert.Equal(length, (await Files.SaveAsync(Id("noise"), sent, Cancel)).SizeBytes);

        Assert.Equal(bytes, await ReadAsync(ImportPart.File, "noise"));
        await Files.DeleteAsync(Id("noise"), ImportPart.File);
        Assert.Empty(await ReadAsync(ImportPart.File, "noise"));
    }

    [Fact]
    public async Task Text_is_stored_piece_by_piece_with_one_mark_before_it()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 50_000; i++)
            text.Append("李伟,\ud83d\ude00\n");

        await Files.WriteAsync(Id("text"), ImportPart.Errors, 0, text, isMarked: true);
        await Files.WriteAsync(Id("text"), ImportPart.Errors, 1, new StringBuilder("end"));

        Assert.Equal("\uFEFF" + text + "end", Encoding.UTF8.GetString(await ReadAsync(ImportPart.Errors, "text")));
    }

    private async Task<byte[]> ReadAsync(ImportPart part, string import)
    {
        await using var stream = Files.Open(Id(import), part);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }
}
