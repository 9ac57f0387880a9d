using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Why imports have a reader of their own (docs/adr/0005): each is what the library does with a file that is not in order.
/// When one fails the library has learned it, and our reader may go.
/// </summary>
public sealed class CsvHelperLimitTests
{
    private const int MaxField = 1 << 10;

    [Fact]
    public void A_quote_that_is_never_closed_takes_the_rest_of_the_file_along()
    {
        var rows = Read("a,b\n\"oops,1\n3,4\n5,6\n");

        Assert.Equal(["1:a|b", "5:oops,1\n3,4\n5,6\n"], rows);
    }

    [Fact]
    public void With_a_limit_on_fields_the_rows_within_it_are_lost_and_a_piece_of_one_is_taken_for_a_row()
    {
        var rows = Read($"a,b\n\"oops,1\n{string.Concat(Enumerable.Repeat("3,4\n", MaxField))}");

        Assert.InRange(rows.Count(r => r.EndsWith(":3|4", StringComparison.Ordinal)), 1, MaxField - (MaxField / 5));
        Assert.Contains(rows, r => r.EndsWith(":4", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_field_that_is_too_long_its_pieces_are_taken_for_rows_and_lines_are_counted_wrong()
    {
        var rows = Read($"a,b\n{new string('x', (4 * MaxField) + 10)},1\n3,4\n");

        Assert.True(rows.Count(r => r.EndsWith(":tooLong", StringComparison.Ordinal)) > 1);
        Assert.DoesNotContain("3:3|4", rows);
    }

    [Fact]
    public void A_row_of_many_short_fields_has_no_limit()
    {
        using var parser = Parser("a,b\n" + new string(',', 1 << 20));
        Assert.True(parser.Read() && parser.Read());
        Assert.Equal((1 << 20) + 1, parser.Count);
    }

    /// <summary>Line and fields of each row, going on after what cannot be read.</summary>
    private static List<string> Read(string text)
    {
        using var parser = Parser(text);
        var rows = new List<string>();
        while (true)
        {
            try
            {
                if (!parser.Read())
                    return rows;
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{parser.RawRow}:{string.Join('|', parser.Record ?? [])}"));
            }
            catch (MaxFieldSizeException)
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{parser.RawRow}:tooLong"));
            }
        }
    }

    private static CsvParser Parser(string text) =>
        new(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MaxFieldSize = MaxField });
}
