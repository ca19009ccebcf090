using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ontotwin.Api.Querying;
using Ontotwin.Api.Schema;
using Ontotwin.Api.Serving;
using Ontotwin.Engine;

namespace Ontotwin.Api;

/// <summary>Puts GraphQL over the twins of a store into an ASP.NET Core application.</summary>
public static class ApiEndpoints
{
    /// <summary>Where GraphQL is served.</summary>
    public const string GraphQLPath = "/graphql";

    /// <summary>Where SPARQL is served.</summary>
    public const string SparqlPath = "/sparql";

    /// <summary>Where graphs are served.</summary>
    public const string GraphsPath = "/graphs";

    internal const string GraphPath = "path";

    /// <summary>Registers what <see cref="MapOntotwinGraphQL"/> needs. A <see cref="TwinService"/> must be registered as well.</summary>
    public static IServiceCollection AddOntotwinGraphQL(this IServiceCollection services)
    {
        services.AddSingleton<TwinSchema>();
        services.AddSingleton<GraphQLEndpoint>();
        return services;
    }

    /// <summary>
    /// Serves <c>POST /graphql</c> (a JSON request, or a bare query as <c>application/graphql</c>) and <c>GET /graphql</c> (a query in the address; for a browser without one: a page
    /// that explains how to ask). There is no access control: bind to loopback only.
    /// </summary>
    public static WebApplication MapOntotwinGraphQL(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        app.MapPost(GraphQLPath, (RequestDelegate)endpoint.PostAsync);
        app.MapGet(GraphQLPath, (RequestDelegate)endpoint.GetAsync);
        return app;
    }

    /// <summary>
    /// Serves the SPARQL 1.1 Protocol at <see cref="SparqlPath"/> and the SPARQL 1.1 Graph Store HTTP Protocol at <see cref="GraphsPath"/> and below it. There is no access control:
    /// bind to loopback only.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="served">What is asked.</param>
    public static WebApplication MapOntotwinSparql(this WebApplication app, IServedDataset served)
    {
        app.Map(SparqlPath, (RequestDelegate)new SparqlEndpoint(served).HandleAsync);
        app.Map($"{GraphsPath}/{{**{GraphPath}}}", (RequestDelegate)new GraphStoreEndpoint(served).HandleAsync);
        return app;
    }
}
