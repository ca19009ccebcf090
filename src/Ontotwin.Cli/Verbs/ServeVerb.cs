using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ontotwin.Api;
using Ontotwin.Api.Querying;
using Ontotwin.Cli.Output;
using Ontotwin.Explorer;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>serve</c>: GraphQL, SPARQL and the explanation pages over a store, or SPARQL alone over files. Binds to loopback only, for there is no access control yet.</summary>
internal static class ServeVerb
{
    /// <summary>Where it serves when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static Command Create()
    {
        var (store, with, ontology) = (CommonOptions.Store(), CommonOptions.With(), CommonOptions.Ontology());
        var urls = new Option<string>("--urls") { Description = "where to serve, ';' between several; loopback only", DefaultValueFactory = _ => DefaultUrl };
        var data = new Option<string[]>("--data") { Description = "RDF files in place of a store: SPARQL alone, and updates change them in memory only", AllowMultipleArgumentsPerToken = true };
        // Files stand in the place of a store.
        store.Required = false;
        var command = new Command("serve", "GraphQL, SPARQL and explanation pages, on this machine only") { store, with, ontology, urls, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            Check(parsed.GetValue(urls)!);
            if (parsed.GetValue(data) is { Length: > 0 } files) { return await ServeFilesAsync(files, parsed.GetValue(urls)!, cancellation); }
            if (parsed.GetValue(store) is not { Length: > 0 } folder) { throw new UsageException("give --store, or RDF files by --data"); }
            if (Home.LoadProgram(parsed.WithOr(with, "guidelines"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(folder, StoreOpening.Following, cancellation);
            return await RunAsync(opened, program, parsed.GetValue(urls)!, cancellation);
        });
        return command;
    }

    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="UsageException">An address is not of this machine alone.</exception>
    /// <exception cref="IOException">An address is in use.</exception>
    public static async Task<int> RunAsync(IGraphStore store, TwinProgram program, string urls, CancellationToken cancellation)
    {
        var addresses = Check(urls);
        await using var app = Build(addresses, services => services.AddSingleton(Reasoners.Service(store, program)).AddOntotwinGraphQL().AddOntotwinExplorer());
        app.MapOntotwinGraphQL().MapOntotwinSparql(new TwinsDataset(store)).MapOntotwinExplorer();
        return await ServeAsync(app, address => $"{address}/ (pages), {address}{ApiEndpoints.GraphQLPath} (GraphQL), {address}{ApiEndpoints.SparqlPath} and {address}{ApiEndpoints.GraphsPath} (SPARQL)", cancellation);
    }

    private static async Task<int> ServeFilesAsync(string[] files, string urls, CancellationToken cancellation)
    {
        if (SparqlTexts.Load(files, null) is not { } dataset) { return ExitCode.Input; }
        using var held = new MemoryDataset(dataset);
        await using var app = Build(Check(urls), _ => { });
        app.MapOntotwinSparql(held);
        return await ServeAsync(app, address => $"{address}{ApiEndpoints.SparqlPath} and {address}{ApiEndpoints.GraphsPath} (SPARQL); what is changed is gone at the end", cancellation);
    }

    private static async Task<int> ServeAsync(WebApplication app, Func<string, string> words, CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        Terminal.Progress($"serving {words(app.Urls.First().TrimEnd('/'))}; Ctrl+C ends it");
        Terminal.Progress("on this machine only (loopback): there is no access control yet");
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static WebApplication Build(IEnumerable<string> addresses, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. addresses]);
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        add(builder.Services);
        // A page from elsewhere whose name is made to lead here must get nothing (DNS rebinding).
        builder.Services.AddHostFiltering(o => o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        var app = builder.Build();
        app.UseHostFiltering();
        return app;
    }

    /// <summary>The addresses, all of this machine alone.</summary>
    /// <exception cref="UsageException">One is not.</exception>
    public static string[] Check(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var address in addresses)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp) { throw new UsageException($"'{address}' is no address to serve at: {DefaultUrl}"); }
            if (!IsLoopback(uri)) { throw new UsageException($"'{address}' can be reached from other machines, and there is no access control yet: serve at 127.0.0.1, [::1] or localhost"); }
        }
        return addresses.Length > 0 ? addresses : throw new UsageException($"--urls names no address: {DefaultUrl}");
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
