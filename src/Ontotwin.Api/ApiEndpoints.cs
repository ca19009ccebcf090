using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ontotwin.Api.Schema;
using Ontotwin.Api.Serving;
using Ontotwin.Engine;

namespace Ontotwin.Api;

/// <summary>Puts GraphQL over the twins of a store into an ASP.NET Core application.</summary>
public static class ApiEndpoints
{
    /// <summary>Where GraphQL is served.</summary>
    public const string GraphQLPath = "/graphql";

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
}
