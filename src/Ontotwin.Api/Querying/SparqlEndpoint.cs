using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Querying;

/// <summary>The SPARQL 1.1 Protocol: a query by GET or POST, an update by POST, a description of the service by GET without either.</summary>
internal sealed class SparqlEndpoint(IServedDataset served)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await Answers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "OT8140", "a query is sent by GET or POST, an update by POST");
            return;
        }
        var (request, refused) = await SparqlRequest.ReadAsync(context.Request);
        if (refused is { } why) { await Answers.RefuseAsync(context, why.Status, "OT8140", why.Message); }
        else if (request is null) { ServiceDescription.Write(context, served.IsWritable); }
        else { await AnswerAsync(context, request); }
    }

    private async Task AnswerAsync(HttpContext context, SparqlRequest request)
    {
        try
        {
            if (request.IsUpdate) { await UpdateAsync(context, request); }
            else { await QueryAsync(context, request); }
        }
        catch (SparqlException fault)
        {
            await Answers.RefuseAsync(context, fault.IsOverTime ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest, fault.Diagnostic);
        }
        catch (UnwritableException fault) { await Answers.RefuseAsync(context, StatusCodes.Status406NotAcceptable, "OT8140", fault.Message); }
        catch (GraphStoreException fault)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "OT8142", fault.Message);
        }
    }

    private async Task QueryAsync(HttpContext context, SparqlRequest request)
    {
        var parsed = SparqlQuery.Parse(request.Text, "query", Base(context));
        if (!parsed.IsOk)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status400BadRequest, parsed.Diagnostics[0]);
            return;
        }
        var query = request.Default.Count + request.Named.Count > 0 ? parsed.Value.Over(request.Default, request.Named) : parsed.Value;
        var options = SparqlOptions.Default with { TimeMs = Limits.QueryTimeoutS * 1000 };
        var isAcceptable = true;
        await served.QueryAsync(query, options, result => isAcceptable = Write(context, result), context.RequestAborted);
        if (!isAcceptable) { await Answers.RefuseAsync(context, StatusCodes.Status406NotAcceptable, "OT8140", "the answer has none of the forms that are accepted"); }
    }

    private static bool Write(HttpContext context, SparqlResult result)
    {
        if (result.Graph is { } graph)
        {
            if (MediaTypes.Choose(context.Request, MediaTypes.Graphs) is not { } form) { return false; }
            GraphBodies.Write(context, graph, form);
            return true;
        }
        if (MediaTypes.Choose(context.Request, result.Boolean is null ? MediaTypes.Solutions : MediaTypes.Booleans) is not { } chosen) { return false; }
        var type = chosen.Type + "; charset=utf-8";
        if (chosen.Format == ResultsFormat.Xml) { Answers.WriteWhole(context, type, held => SparqlResults.Write(result, chosen.Format, held)); }
        else
        {
            using var output = Answers.Begin(context, type);
            SparqlResults.Write(result, chosen.Format, output);
        }
        return true;
    }

    private async Task UpdateAsync(HttpContext context, SparqlRequest request)
    {
        if (Answers.WhyUnchangeable(context.Request, served) is { } why)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status403Forbidden, why);
            return;
        }
        var parsed = SparqlUpdate.Parse(request.Text, "update", Base(context));
        if (!parsed.IsOk)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status400BadRequest, parsed.Diagnostics[0]);
            return;
        }
        var update = request.Default.Count + request.Named.Count > 0 ? parsed.Value.Over(request.Default, request.Named) : parsed.Value;
        if (update is null)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status400BadRequest, "OT8140", "the update says USING or WITH, and so does the request");
            return;
        }
        await served.ChangeAsync(dataset => update.Run(dataset, SparqlOptions.Default with { TimeMs = Limits.QueryTimeoutS * 1000 }, context.RequestAborted), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string Base(HttpContext context) => UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, context.Request.PathBase, context.Request.Path);
}
