using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Invitations as a file: columns <c>name, role, collector, teams</c> (team ids with a space between two), and back with their links.</summary>
internal static class InvitationFile
{
    /// <summary>Null when it has no such columns. A role that is none stays undefined, and is refused with its line.</summary>
    public static List<PlaceForm>? Read(TextReader file)
    {
        using var csv = new CsvReader(file, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            MissingFieldFound = null,
            BadDataFound = null,
            PrepareHeaderForMatch = h => h.Header.Trim().ToLowerInvariant(),
        });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord?.Select(h => h.Trim().ToLowerInvariant()).ToArray() is not { } header || !header.Contains("name") || !header.Contains("role"))
            return null;
        var lines = new List<PlaceForm>();
        while (csv.Read())
        {
            lines.Add(new PlaceForm
            {
                DisplayName = csv.GetField("name"),
                Role = Enum.TryParse<Role>(csv.GetField("role"), ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : default,
                CollectorId = Optional(csv, header, "collector"),
                TeamIds = Optional(csv, header, "teams")?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            });
        }

        return lines;
    }

    public static byte[] Write(IEnumerable<(PlaceForm Form, string Link, string Fault)> answers)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvFiles.Writer(text))
        {
            foreach (var title in (string[])["name", "role", "collector", "teams", "link", "fault"])
                csv.WriteText(title);
            csv.NextRecord();
            foreach (var (form, link, fault) in answers)
            {
                foreach (var field in (string?[])[form.DisplayName, form.Role.ToString(), form.CollectorId, string.Join(' ', form.TeamIds ?? []), link, fault])
                    csv.WriteText(field);
                csv.NextRecord();
            }
        }

        return CsvFiles.Bytes(text.ToString());
    }

    private static string? Optional(CsvReader csv, string[] header, string name) => header.Contains(name) ? csv.GetField(name)?.Trim() : null;
}
