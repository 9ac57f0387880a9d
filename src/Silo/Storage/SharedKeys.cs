using System.Text.Json;
using System.Xml.Linq;
using Leaderboard.Journal;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Leaderboard.Storage;

/// <summary>Keys of forms and cookies, in the database where every web node of a cluster finds them.</summary>
internal sealed class SharedKeys(DocumentStore documents) : IXmlRepository
{
    public const string DocumentKind = "page-key";

    /// <summary>Nodes that start together each make a first key: under one name, only one of them is stored.</summary>
    private const string FirstKey = "first";

    private bool _isEmpty;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var stored = Wait(() => documents.ListAsync<StoredKey>(DocumentKind));
        _isEmpty = stored.Count == 0;
        return [.. stored.Select(k => XElement.Parse(k.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        try
        {
            Wait(() => documents.SaveAsync(DocumentKind, _isEmpty ? FirstKey : friendlyName, version: 0, Stored(element)));
        }
        catch (DocumentConflictException) when (_isEmpty)
        {
            // Another node was first: its key is read next, and used.
        }
    }

    /// <summary>
    /// Keys that an embedded installation keeps in files, as documents: id and body, in ordinal order. Empty when there is no folder.
    /// </summary>
    public static IReadOnlyList<(string Id, string Body)> OfFiles(string directory) => !Directory.Exists(directory) ? [] :
    [
        .. Directory.GetFiles(directory, "*.xml")
            .Select(f => (Path.GetFileNameWithoutExtension(f), JsonSerializer.Serialize(Stored(XElement.Load(f)), DocumentStore.Json)))
            .OrderBy(k => k.Item1, StringComparer.Ordinal),
    ];

    private static StoredKey Stored(XElement element) => new(element.ToString(SaveOptions.DisableFormatting));

    /// <summary>The framework asks at the start, and once a day, on no thread that others wait for.</summary>
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private sealed record StoredKey(string Xml);
}
