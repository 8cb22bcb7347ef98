using System.Collections.Concurrent;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Resources;

/// <summary>Policies that have been parsed, by their text: every request on a table asks for the same two.</summary>
internal sealed class PolicyCache
{
    private const int Capacity = 1024;

    private readonly ConcurrentDictionary<(PolicyScope Scope, string Text), PolicyDocument> _parsed = new();

    public PolicyDocument Get(PolicyScope scope, string text)
    {
        if (_parsed.Count >= Capacity) _parsed.Clear();
        return _parsed.GetOrAdd((scope, text), key => PolicyDocument.Parse(key.Text, key.Scope));
    }
}
