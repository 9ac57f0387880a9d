using System.Xml.Linq;
using Leaderboard.Domain.Notices;
using Leaderboard.Testing;

namespace Leaderboard.Architecture;

/// <summary>Mails are written where the words of the pages are not at hand.</summary>
public sealed class ReasonTextTests
{
    private const string Prefix = "rejection.";

    [Theory]
    [InlineData("Words.resx", NoticeText.English)]
    [InlineData("Words.zh-Hans.resx", NoticeText.Chinese)]
    public void A_reason_reads_in_a_mail_as_on_the_pages(string file, string language)
    {
        var reasons = XDocument.Load(Repository.Path("src", "Web", "Resources", file)).Root!.Elements("data")
            .Where(d => d.Attribute("name")!.Value.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(d => d.Attribute("name")!.Value[Prefix.Length..], d => d.Element("value")!.Value, StringComparer.Ordinal);

        Assert.NotEmpty(reasons);
        Assert.All(reasons, r => Assert.Equal(r.Value, ReasonText.Of(r.Key, language)));
    }
}
