namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>Does what may have to be done again, and tells what went wrong in words.</summary>
internal static class Attempts
{
    /// <exception cref="GraphStoreException">The server, or what it holds, is at fault.</exception>
    public static async Task<T> RunAsync<T>(StoreUrl url, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (CypherException cause) when (!cause.IsTransient || attempt == Limits.MaxAttempts)
            {
                throw Neo4jFaults.Of(url, cause);
            }
            catch (CypherException)
            {
                await Task.Delay(Limits.FirstRetryDelayMs << (attempt - 1), cancellationToken);
            }
            catch (Exception cause) when (IsOfData(cause))
            {
                throw Neo4jFaults.NotUnderstood(OwnLabels.Fact, cause);
            }
        }
    }

    /// <summary>Reads what the server gave.</summary>
    /// <exception cref="GraphStoreException">OT5017: a node of this label is not as this store writes it.</exception>
    public static T Understand<T>(string label, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (IsOfData(cause))
        {
            throw Neo4jFaults.NotUnderstood(label, cause);
        }
    }

    private static bool IsOfData(Exception cause) => cause is InvalidDataException or FormatException or (InvalidOperationException and not ObjectDisposedException);
}
