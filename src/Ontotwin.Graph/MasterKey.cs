using System.Security.Cryptography;
using System.Text;
using Ontotwin.Durability;
using Ontotwin.Graph.Embedded;

namespace Ontotwin.Graph;

/// <summary>
/// The key that wraps the keys of a store's twins. It lies in a file of its own, outside of the store and of its backups: who has a store or a backup without it has
/// nothing, and who loses it has lost the store.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Bytes of a key: AES-256.</summary>
    public const int Bytes = 32;

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>Reads a key from its file: 64 hexadecimal digits.</summary>
    /// <exception cref="GraphStoreException">OT5021: there is no such file, it cannot be read, or it holds something else.</exception>
    public static MasterKey Read(string path)
    {
        try
        {
            var text = new FileInfo(path) is { Exists: true, Length: <= 2 * Bytes + 2 } ? File.ReadAllText(path, Encoding.ASCII).TrimEnd() : null;
            if (text is null || text.Length != 2 * Bytes || !text.All(char.IsAsciiHexDigit)) { throw StoreFaults.NoMasterKey(path, null); }
            return new MasterKey(Convert.FromHexString(text));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw StoreFaults.NoMasterKey(path, cause);
        }
    }

    /// <summary>Makes a new key in a file that only its owner may read.</summary>
    /// <exception cref="GraphStoreException">OT5021: there is a file already, or it cannot be written.</exception>
    public static MasterKey Create(string path)
    {
        if (File.Exists(path)) { throw StoreFaults.NoMasterKey(path, null); }
        try
        {
            var made = new MasterKey(RandomNumberGenerator.GetBytes(Bytes));
            AtomicFile.WriteAllBytes(path, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(made.key) + "\n"), DiskFiles.Instance, isPrivate: true);
            return made;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw StoreFaults.NoMasterKey(path, cause);
        }
    }

    /// <summary>The key that wraps the keys of one store: of no use for another store's.</summary>
    internal byte[] OfStore(ReadOnlySpan<byte> store)
    {
        var derived = new byte[Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, store, "ontotwin key ring 1"u8);
        return derived;
    }
}
