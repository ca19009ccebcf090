using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Api.Schema;

/// <summary>What can be asked.</summary>
internal sealed class QueryType : ObjectGraphType
{
    public QueryType()
    {
        Name = "Query";
        Description = "Questions about the twins of a store.";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<BannerType>>>>("twins").Description("All people, by name.").WithComplexityImpact(Limits.TwinImpact, 20)
            .ResolveAsync(async c => await Guarded(() => Service(c).BannersAsync(c.CancellationToken)));
        Instants(Field<NonNullGraphType<TwinType>>("twin").Description("One person's twin at an instant.")
            .Argument<NonNullGraphType<IdGraphType>>("id", "The twin's id, as 'twins' lists it.")).ResolveAsync(async c => await TwinAsync(c, "id"));
        Instants(Field<NonNullGraphType<RecommendationType>>("recommendation").Description("What one rule says for one person, whatever its status.")
            .Argument<NonNullGraphType<IdGraphType>>("twin", "The twin's id.")
            .Argument<NonNullGraphType<StringGraphType>>("rule", "Full name of the rule, such as ckd.bp.rasi.start.")).ResolveAsync(async c => await RecommendationAsync(c));
        Field<NonNullGraphType<OntologyClassType>>("ontologyClass").Description("A class of the ontology by its local name.")
            .Argument<NonNullGraphType<StringGraphType>>("name", "Its local name, such as Potassium.")
            .Resolve(c => Service(c).Program.Ontology.Class(c.GetArgument<string>("name")) ?? throw Arguments.Fault("OT8113", "the ontology has no such class"));
    }

    private static GraphQL.Builders.FieldBuilder<object?, object> Instants(GraphQL.Builders.FieldBuilder<object?, object> field) => field
        .WithComplexityImpact(Limits.TwinImpact, 1)
        .Argument<DateTimeOffsetGraphType>("at", "The instant to reason at; by default the newest in the person's data.")
        .Argument<DateTimeOffsetGraphType>("knownAt", "Reads the twin as it was known then; by default now.");

    private static TwinService Service(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<TwinService>();

    private static async Task<ShownTwin> TwinAsync(IResolveFieldContext context, string argument)
    {
        var id = new TwinId(context.GetArgument<string>(argument));
        var (at, knownAt) = (context.GetArgument<DateTimeOffset?>("at"), context.GetArgument<DateTimeOffset?>("knownAt"));
        var service = Service(context);
        var view = await Guarded(() => service.ViewAsync(id, at, knownAt, context.CancellationToken));
        return view is null ? throw Arguments.Fault("OT8111", "the store has no such twin: 'twins' lists them") : new(view, service.Program.Ontology);
    }

    private static async Task<object> RecommendationAsync(IResolveFieldContext context)
    {
        var twin = await TwinAsync(context, "twin");
        var rule = context.GetArgument<string>("rule");
        return twin.View.Conclusions.All.FirstOrDefault(r => r.Rule == rule) ?? throw Arguments.Fault("OT8112", "no guideline has such a rule: 'recommendations' of a twin names them");
    }

    // What the store cannot do is told in its own words and code.
    private static async Task<T> Guarded<T>(Func<Task<T>> read)
    {
        try { return await read(); }
        catch (GraphStoreException fault) { throw Arguments.Fault(fault); }
    }
}
