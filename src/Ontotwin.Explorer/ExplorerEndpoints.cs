using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ontotwin.Engine;
using Ontotwin.Explorer.Pages;
using Ontotwin.Explorer.Presenting;
using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Explorer;

/// <summary>Puts the explanation pages into an ASP.NET Core application. They are rendered on the server, and load nothing from elsewhere.</summary>
public static class ExplorerEndpoints
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Registers what <see cref="MapOntotwinExplorer"/> needs. A <see cref="TwinService"/> must be registered as well.</summary>
    public static IServiceCollection AddOntotwinExplorer(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<SnippetReader>();
        return services;
    }

    /// <summary>
    /// Serves <c>/</c> (all people), <c>/people/ID</c> and <c>/people/ID/recommendations/RULE</c>. The address may say <c>lang=en|zh</c>, <c>units=si|us</c>,
    /// <c>at</c> and <c>knownAt</c>. There is no access control: bind to loopback only.
    /// </summary>
    public static WebApplication MapOntotwinExplorer(this WebApplication app)
    {
        var pages = app.MapGroup("").AddEndpointFilter(GuardAsync);
        pages.MapGet("/", PeopleAsync);
        pages.MapGet("/people/{id}", PersonAsync);
        pages.MapGet("/people/{id}/recommendations/{rule}", RecommendationAsync);
        pages.MapGet("/assets/explorer.css", () => Asset("explorer.css", "text/css; charset=utf-8"));
        pages.MapGet("/assets/explorer.js", () => Asset("explorer.js", "text/javascript; charset=utf-8"));
        return app;
    }

    private static async Task<IResult> PeopleAsync(HttpContext context, TwinService service)
    {
        var banners = await service.BannersAsync(context.RequestAborted);
        return Page<PeoplePage>(StatusCodes.Status200OK, new() { ["Reader"] = Reader.Of(context.Request), ["Banners"] = banners, ["Program"] = service.Program });
    }

    private static async Task<IResult> PersonAsync(string id, HttpContext context, TwinService service)
    {
        var reader = Reader.Of(context.Request);
        return await ViewAsync(id, reader, context, service) is { } view
            ? Page<PersonPage>(StatusCodes.Status200OK, new() { ["Reader"] = reader, ["View"] = view, ["Ontology"] = service.Program.Ontology })
            : NoSuchPerson(reader);
    }

    private static async Task<IResult> RecommendationAsync(string id, string rule, HttpContext context, TwinService service)
    {
        var reader = Reader.Of(context.Request);
        if (await ViewAsync(id, reader, context, service) is not { } view) { return NoSuchPerson(reader); }
        if (view.Conclusions.All.FirstOrDefault(r => r.Rule == rule) is not { } recommendation)
        {
            return Problem(reader, StatusCodes.Status404NotFound, "OT8122", reader.Say("No guideline has such a rule.", "没有指南包含此规则。"));
        }
        return Page<RecommendationPage>(StatusCodes.Status200OK, new()
        {
            ["Reader"] = reader,
            ["View"] = view,
            ["Recommendation"] = recommendation,
            ["Ontology"] = service.Program.Ontology,
        });
    }

    private static async Task<TwinView?> ViewAsync(string id, Reader reader, HttpContext context, TwinService service) =>
        await service.ViewAsync(new TwinId(id), Instant(reader.At), Instant(reader.KnownAt), context.RequestAborted);

    private static DateTimeOffset? Instant(string? text) => text is not null && PartialDateTime.TryParseXsd(text, out var date) ? date.Earliest : null;

    private static RazorComponentResult<ProblemPage> NoSuchPerson(Reader reader) =>
        Problem(reader, StatusCodes.Status404NotFound, "OT8121", reader.Say("There is no such person in this store.", "此存储中没有该人员。"));

    private static RazorComponentResult<ProblemPage> Problem(Reader reader, int status, string code, string message) =>
        Page<ProblemPage>(status, new() { ["Reader"] = reader, ["Code"] = code, ["Message"] = message });

    private static RazorComponentResult<T> Page<T>(int status, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent => new(parameters) { StatusCode = status, PreventStreamingRendering = true };

    private static IResult Asset(string name, string type) =>
        Results.Stream(typeof(ExplorerEndpoints).Assembly.GetManifestResourceStream(name)!, type);

    // Headers of every page; a store that cannot be read is told on a page of its own.
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var headers = invocation.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        try
        {
            return await next(invocation);
        }
        catch (GraphStoreException fault)
        {
            return Problem(Reader.Of(invocation.HttpContext.Request), StatusCodes.Status503ServiceUnavailable, fault.Diagnostic.Code, fault.Diagnostic.Message);
        }
    }
}
