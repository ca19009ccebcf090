using Microsoft.AspNetCore.Http;

namespace Ontotwin.Api.Serving;

/// <summary>The page that explains how to ask. Its styles stand in it; it loads nothing.</summary>
internal static class GuidePage
{
    private static readonly byte[] Page = Load();

    public static async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(Page, context.RequestAborted);
    }

    private static byte[] Load()
    {
        using var stream = typeof(GuidePage).Assembly.GetManifestResourceStream("guide.html")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
