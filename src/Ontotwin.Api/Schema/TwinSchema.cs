namespace Ontotwin.Api.Schema;

/// <summary>The schema; introspection is on.</summary>
internal sealed class TwinSchema : GraphQL.Types.Schema
{
    public TwinSchema()
    {
        Query = new QueryType();
        Description = "Ontotwin: twins, and recommendations that show their reasons. Decision support, not a medical device.";
        Initialize();
        // The library leaves these two without words.
        AllTypes["Decimal"]!.Description = "A decimal number, exact.";
        AllTypes["Long"]!.Description = "A whole number of up to 64 bits.";
    }
}
