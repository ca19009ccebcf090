using GraphQL;
using GraphQL.Types;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Api.Schema;

/// <summary>An object type whose every field has a description.</summary>
internal abstract class DescribedType<T> : ObjectGraphType<T>
{
    // What a list is expected to hold, for the estimate of a query's cost.
    private const double ItemsExpected = 5;

    protected DescribedType(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>A value that is always there.</summary>
    protected void Always<TGraph>(string name, string description, Func<T, object> get)
        where TGraph : IGraphType => Field<NonNullGraphType<TGraph>>(name).Description(description).Resolve(c => get(c.Source));

    /// <summary>A value that may be absent.</summary>
    protected void Maybe<TGraph>(string name, string description, Func<T, object?> get)
        where TGraph : IGraphType => Field<TGraph>(name).Description(description).Resolve(c => get(c.Source));

    /// <summary>A list, empty when there is nothing.</summary>
    protected void Many<TGraph>(string name, string description, Func<T, object> get)
        where TGraph : IGraphType =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TGraph>>>>(name).Description(description).WithComplexityImpact(1, ItemsExpected).Resolve(c => get(c.Source));

    /// <summary>Words in the language asked for.</summary>
    protected void Words(string name, string description, Func<T, BilingualText> get) =>
        InLanguage(Field<NonNullGraphType<StringGraphType>>(name).Description(description)).Resolve(c => In(c, get(c.Source)));

    /// <summary>Words in the language asked for, or none.</summary>
    protected void MaybeWords(string name, string description, Func<T, BilingualText?> get) =>
        InLanguage(Field<StringGraphType>(name).Description(description)).Resolve(c => get(c.Source) is { } text ? In(c, text) : null);

    /// <summary>Several texts in the language asked for.</summary>
    protected void ManyWords(string name, string description, Func<T, IEnumerable<BilingualText>> get) =>
        InLanguage(Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>(name).Description(description)).Resolve(c => get(c.Source).Select(t => In(c, t)).ToList());

    /// <summary>Lowest and highest value, their openness and the unit.</summary>
    protected void Range(Func<T, Interval?> get)
    {
        Maybe<DecimalGraphType>("low", "Lowest possible value; null when there is no number or it is unbounded below.", x => get(x)?.Low);
        Maybe<DecimalGraphType>("high", "Highest possible value; the same as low for an exact number.", x => get(x)?.High);
        Maybe<BooleanGraphType>("lowOpen", "Whether low itself is excluded.", x => get(x)?.LowOpen);
        Maybe<BooleanGraphType>("highOpen", "Whether high itself is excluded.", x => get(x)?.HighOpen);
    }

    /// <summary>Adds the argument <c>language</c>.</summary>
    protected static GraphQL.Builders.FieldBuilder<T, object> InLanguage(GraphQL.Builders.FieldBuilder<T, object> field) =>
        field.Argument<NonNullGraphType<LanguageType>>("language", "English or Chinese.", a => a.DefaultValue = TextLanguage.En);

    protected static string Chosen(IResolveFieldContext context) => context.GetArgument("language", TextLanguage.En) == TextLanguage.Zh ? "zh" : "en";

    private static string In(IResolveFieldContext context, BilingualText text) => Chosen(context) == "zh" ? text.Zh : text.En;
}
