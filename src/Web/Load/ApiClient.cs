using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Leaderboard.Web.Load;

/// <summary>Speaks the public API like any other program. A request that fails is sent again: ids make repeats harmless.</summary>
internal sealed class ApiClient(HttpClient http, TimeProvider time)
{
    /// <summary>Entries of one request, as the API takes at most.</summary>
    public const int MaxEntries = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static HttpClient Connect(Uri server, string key)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public Task PutRosterAsync(RosterBody roster, CancellationToken cancel) =>
        SendAsync<JsonElement>(() => new HttpRequestMessage(HttpMethod.Put, "api/v1/roster") { Content = JsonContent.Create(roster, options: Json) }, cancel);

    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, "api/v1/" + path), cancel);

    public Task PutAsync<T>(string path, T body, CancellationToken cancel) =>
        SendAsync<JsonElement>(() => new HttpRequestMessage(HttpMethod.Put, "api/v1/" + path) { Content = JsonContent.Create(body, options: Json) }, cancel);

    public Task<PostAnswer> PostAsync<T>(string path, IReadOnlyList<T> entries, CancellationToken cancel) => PostAsync<IReadOnlyList<T>, PostAnswer>(path, entries, cancel);

    public Task<TAnswer> PostAsync<TBody, TAnswer>(string path, TBody body, CancellationToken cancel) =>
        SendAsync<TAnswer>(() => new HttpRequestMessage(HttpMethod.Post, "api/v1/" + path) { Content = JsonContent.Create(body, options: Json) }, cancel);

    public Task PutFileAsync(string path, string csv, CancellationToken cancel) =>
        SendAsync<JsonElement>(() => new HttpRequestMessage(HttpMethod.Put, "api/v1/" + path) { Content = new StringContent(csv, Encoding.UTF8, "text/csv") }, cancel);

    public Task PutPictureAsync(string path, byte[] png, CancellationToken cancel) => SendAsync<JsonElement>(
        () => new HttpRequestMessage(HttpMethod.Put, "api/v1/" + path) { Content = new ByteArrayContent(png) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } } }, cancel);

    public Task DeleteAsync(string path, CancellationToken cancel) => SendAsync<JsonElement?>(() => new HttpRequestMessage(HttpMethod.Delete, "api/v1/" + path), cancel);

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                using var message = request();
                using var response = await http.SendAsync(message, cancel);
                if (response.StatusCode == HttpStatusCode.NoContent)
                    return default!;
                if (response.IsSuccessStatusCode)
                    return await response.Content.ReadFromJsonAsync<T>(Json, cancel) ?? throw new InvalidDataException("The server answered nothing.");
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    throw new InvalidDataException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancel)}");
            }
            catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                // Sent again below.
            }

            await Task.Delay(Pause, time, cancel);
        }
    }
}

internal sealed record RosterBody(IReadOnlyList<TeamBody> Teams, IReadOnlyList<CollectorBody> Collectors);

internal sealed record TeamBody(string Id, string Name, string? Region = null, string? Branch = null);

internal sealed record CollectorBody(string Id, string Name, string TeamId, string? Alias = null);

internal sealed record AccountBody(string Id, string CollectorId, string Product, decimal Principal, int DaysPastDue, bool Secured, string AsOf);

/// <param name="Amount">Major units as text, so that nothing is rounded on the way.</param>
internal sealed record RecoveryBody(
    string Id, string? CollectorId, string Amount, string ReceivedAt, string? Kind = null, string? Channel = null, string? AccountId = null, string? Currency = null);

internal sealed record ReversalBody(string Id, string RecoveryId, string Reason, string? Amount = null);

internal sealed record PostAnswer(int Accepted, int Duplicates, int Rejected, IReadOnlyList<PostItem> Items);

internal sealed record PostItem(string? Id, string Status, PostError? Error);

internal sealed record PostError(string Code, string? Field, string? Message);
