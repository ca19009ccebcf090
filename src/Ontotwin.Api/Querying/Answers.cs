using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ontotwin.Values;

namespace Ontotwin.Api.Querying;

/// <summary>What both protocols answer when they cannot do as asked, and how they read and write.</summary>
internal static class Answers
{
    /// <summary>A refusal in words.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string code, string message, string? hint = null) =>
        RefuseAsync(context, status, new Diagnostic(code, Severity.Error, message) { Hint = hint });

    /// <summary>A refusal: <c>{"errors": [{code, message, line, column, hint}]}</c>.</summary>
    public static async Task RefuseAsync(HttpContext context, int status, Diagnostic why)
    {
        // An answer that has begun cannot become another: it is cut off, which a client sees.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.StatusCode = status;
        Describe(context, "application/json; charset=utf-8");
        var start = why.Span?.Start;
        var error = new { code = why.Code, message = why.Message, line = start?.Line, column = start?.Column, hint = why.Hint };
        await JsonSerializer.SerializeAsync(context.Response.Body, new { errors = new[] { error } }, JsonSerializerOptions.Web, context.RequestAborted);
    }

    /// <summary>The headers of every answer.</summary>
    public static void Describe(HttpContext context, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept";
    }

    /// <summary>Where an answer is written as it is computed: this thread waits for the client then, and no other.</summary>
    public static Stream Begin(HttpContext context, string type)
    {
        Describe(context, type);
        if (context.Features.Get<IHttpBodyControlFeature>() is { } control) { control.AllowSynchronousIO = true; }
        return new BufferedStream(context.Response.Body, 1 << 15);
    }

    /// <summary>
    /// The same of a form that cannot hold every answer: it is kept in a file until it is whole, for an answer that has begun cannot become a refusal.
    /// </summary>
    public static void WriteWhole(HttpContext context, string type, Action<Stream> write)
    {
        using var held = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 15, FileOptions.DeleteOnClose);
        write(held);
        held.Position = 0;
        using var output = Begin(context, type);
        held.CopyTo(output);
    }

    /// <summary>Why a request may change nothing; null: it may. Browsers say which page sent it, and none of another place may change anything.</summary>
    public static Diagnostic? WhyUnchangeable(HttpRequest request, IServedDataset served)
    {
        if (!served.IsWritable) { return new Diagnostic("OT8141", Severity.Error, "twins change by documents, for every fact has its origin") { Hint = "bring what is new as a document: ontotwin ingest" }; }
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"
            ? new Diagnostic("OT8141", Severity.Error, "a page of another place may change nothing here") : null;
    }
}
