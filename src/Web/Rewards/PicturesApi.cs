using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Rewards;

/// <summary>Pictures of rewards: managers' programs put them, whoever sees the catalogue sees them.</summary>
internal static class PicturesApi
{
    /// <summary>Under its hash it never changes.</summary>
    private const string Forever = "private, max-age=31536000, immutable";

    private static readonly string[] Types = ["image/png", "image/jpeg", "image/webp", "application/octet-stream"];

    /// <summary>Another for every other picture; null for none.</summary>
    public static string? PathOf(RewardView reward) => reward.Picture is { } hash ? $"/rewards/{reward.Id}/picture?v={hash}" : null;

    public static void MapPictures(this WebApplication app) => app.MapGet("/rewards/{id}/picture", GetAsync).Requires(Right.SeeRewards).ExcludeFromDescription();

    public static void MapPictures(this RouteGroupBuilder api)
    {
        api.MapPut("/rewards/{id}/picture", PutAsync).Requires(Right.KeepRewards).Accepts<IFormFile>(Types[0], Types[1..])
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithSummary("Gives a reward a picture: PNG, JPEG or WebP, at most 5 MiB and 16 million pixels, drawn anew and smaller");
        api.MapDelete("/rewards/{id}/picture", DeleteAsync).Requires(Right.KeepRewards).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Takes the picture of a reward away");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(string id, string? v, HttpContext http, IGrainFactory grains)
    {
        if (!Field.IsId(id) || await grains.Rewards().Picture(id) is not { } picture || !string.Equals(picture.Hash, v, StringComparison.Ordinal))
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = Forever;
        return TypedResults.Bytes(picture.Bytes, PictureReader.ContentType);
    }

    private static async Task<Results<Ok<RewardAnswer>, ProblemHttpResult>> PutAsync(
        string id, HttpContext http, IGrainFactory grains, RewardPictures pictures, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() is { } type && !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupportedMediaType", $"Send {string.Join(", ", Types[..3])}.");
        if (!await IsThereAsync(grains, id))
            return NoSuch(id);
        return await pictures.PutAsync(http, id, http.Request.Body, http.Request.ContentLength) is { } fault
            ? Refused(fault)
            : TypedResults.Ok(RewardAnswer.Of((await grains.Reward(id).Get())!, settings, calendar));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, HttpContext http, IGrainFactory grains, RewardPictures pictures)
    {
        if (!await IsThereAsync(grains, id))
            return NoSuch(id);
        await pictures.RemoveAsync(http, id);
        return TypedResults.NoContent();
    }

    private static async Task<bool> IsThereAsync(IGrainFactory grains, string id) => Field.IsId(id) && await grains.Reward(id).Get() is not null;

    private static ProblemHttpResult NoSuch(string id) => ApiProblem.NotFound($"There is no reward {id}.");

    private static ProblemHttpResult Refused(PictureFault fault) => fault switch
    {
        PictureFault.TooLarge => ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, "bodyTooLarge", $"At most {PictureReader.MaxBytes >> 20} MiB for a picture."),
        PictureFault.TooManyPixels => Invalid($"At most {PictureReader.MaxPixels} pixels."),
        PictureFault.Format => Invalid("It is no PNG, JPEG or WebP."),
        PictureFault.Script => Invalid("There is something else than a picture in it."),
        PictureFault.Broken => Invalid("It cannot be read."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static ProblemHttpResult Invalid(string detail) => ApiProblem.Of(StatusCodes.Status400BadRequest, "invalidPicture", detail, "picture");
}
