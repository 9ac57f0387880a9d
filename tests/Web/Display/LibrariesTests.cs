using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Leaderboard.Web.Display;

/// <summary>What the pages load from others is what was looked at and committed.</summary>
public sealed class LibrariesTests
{
    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Web", "wwwroot", "lib"));

    [Fact]
    public void Libraries_are_as_in_their_manifest_each_with_its_licence()
    {
        var manifest = Path.Combine(Root(), "manifest.json");
        var wanted = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(manifest))!;
        var found = Directory.EnumerateFiles(Root(), "*", SearchOption.AllDirectories).Where(f => !string.Equals(f, manifest, StringComparison.Ordinal))
            .ToDictionary(f => Path.GetRelativePath(Root(), f).Replace('\\', '/'), f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);
        Assert.Equal(wanted.OrderBy(w => w.Key, StringComparer.Ordinal), found.OrderBy(f => f.Key, StringComparer.Ordinal));
        Assert.All(found.Keys.Select(f => f[..f.LastIndexOf('/')]).Distinct(StringComparer.Ordinal), folder => Assert.Contains(folder + "/LICENSE", found.Keys));
    }
}
