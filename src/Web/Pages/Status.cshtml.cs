using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages;

/// <summary>Says what went wrong and what to do next.</summary>
[IgnoreAntiforgeryToken]
public sealed class StatusModel : PageModel
{
    private readonly IStringLocalizer _words;

    public StatusModel(IStringLocalizerFactory words) => _words = words.Create(typeof(Words));

    public int Code { get; private set; }

    public string Title => _words[IsNotLinked ? "NotLinkedTitle" : Code == StatusCodes.Status404NotFound ? "NotFoundTitle" : "ErrorTitle"];

    public string Hint => _words[IsNotLinked ? "NotLinkedHint" : Code == StatusCodes.Status404NotFound ? "NotFoundHint" : "ErrorHint"];

    private bool IsNotLinked => Code is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden;

    public void OnGet(int code) => Code = code;

    public void OnPost(int code) => Code = code;
}
