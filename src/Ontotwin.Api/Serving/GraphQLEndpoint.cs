using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser;
using Microsoft.AspNetCore.Http;
using Ontotwin.Api.Schema;

namespace Ontotwin.Api.Serving;

/// <summary>Answers GraphQL over HTTP: the queries of GraphQL over HTTP (draft of 2025, sections 6 and 7), one request at a time.</summary>
internal sealed class GraphQLEndpoint(TwinSchema schema)
{
    private const string Json = "application/json";
    private const string BareQuery = "application/graphql";

    private static readonly DocumentExecuter Executer = new(
        new GraphQLDocumentBuilder { MaxDepth = Limits.MaxSyntaxDepth }, new DocumentValidator());

    private static readonly GraphQLSerializer Serializer = new(new ErrorInfoProvider(o => (o.ExposeExceptionDetails, o.ExposeData, o.ExposeCodes) = (false, false, false)));

    private static readonly IEnumerable<IValidationRule> Rules =
    [
        .. DocumentValidator.CoreRules,
        new ComplexityValidationRule(new ComplexityOptions { MaxDepth = Limits.MaxQueryDepth, MaxComplexity = Limits.MaxQueryComplexity, ValidateComplexityDelegate = null }),
    ];

    /// <summary>A query in the body.</summary>
    public async Task PostAsync(HttpContext context)
    {
        var type = context.Request.ContentType?.Split(';')[0].Trim();
        if (type is not (Json or BareQuery))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "OT8115", $"the content type must be {Json} or {BareQuery}");
            return;
        }
        if (await RequestBody.ReadAsync(context.Request.Body, Limits.MaxRequestBytes, context.RequestAborted) is not { } body)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "OT8116", $"a request has at most {Limits.MaxRequestBytes} bytes");
            return;
        }
        var request = type == BareQuery ? new GraphQLRequest { Query = Encoding.UTF8.GetString(body) } : Parse(body);
        if (string.IsNullOrWhiteSpace(request?.Query)) { await RefuseAsync(context, StatusCodes.Status400BadRequest, "OT8115", "the body must be a JSON object with a 'query'"); }
        else { await ExecuteAsync(context, request); }
    }

    /// <summary>A query in the address; without one, the page that explains how to ask.</summary>
    public Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["query"].ToString() is { Length: > 0 } text)
        {
            var variables = query["variables"].ToString() is { Length: > 0 } json ? ParseVariables(json) : Inputs.Empty;
            return variables is null
                ? RefuseAsync(context, StatusCodes.Status400BadRequest, "OT8115", "'variables' must be a JSON object")
                : ExecuteAsync(context, new GraphQLRequest { Query = text, OperationName = query["operationName"].ToString() is { Length: > 0 } name ? name : null, Variables = variables });
        }
        var wantsPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        return wantsPage ? GuidePage.WriteAsync(context) : RefuseAsync(context, StatusCodes.Status400BadRequest, "OT8115", "there is no 'query' in the address");
    }

    private static GraphQLRequest? Parse(byte[] body)
    {
        try { return Serializer.Deserialize<GraphQLRequest>(Encoding.UTF8.GetString(body)); }
        catch (JsonException) { return null; }
    }

    private static Inputs? ParseVariables(string json)
    {
        try { return Serializer.Deserialize<Inputs>(json); }
        catch (JsonException) { return null; }
    }

    private async Task ExecuteAsync(HttpContext context, GraphQLRequest request)
    {
        var result = await Executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables,
            ValidationRules = Rules,
            RequestServices = context.RequestServices,
            CancellationToken = context.RequestAborted,
            Timeout = TimeSpan.FromSeconds(Limits.QueryTimeoutS),
            TimeoutAction = TimeoutAction.ReturnTimeoutError,
        });
        await WriteAsync(context, result.Executed ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, result);
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new ExecutionResult { Errors = [new ExecutionError(message) { Code = code }] });

    private static async Task WriteAsync(HttpContext context, int status, ExecutionResult result)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json + "; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await Serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
    }
}
