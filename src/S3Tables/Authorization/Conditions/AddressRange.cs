using System.Globalization;
using System.Net;

namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>A CIDR range. Bits beyond the prefix may be set, as IAM allows; <see cref="IPNetwork"/> refuses them.</summary>
/// <param name="Address">Any address of the range.</param>
/// <param name="PrefixLength">In bits.</param>
public sealed record AddressRange(IPAddress Address, int PrefixLength)
{
    public static AddressRange? TryParse(string text)
    {
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)) return null;
        var bits = address.GetAddressBytes().Length * 8;
        if (slash < 0) return new(address, bits);
        return int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= bits ? new(address, prefix) : null;
    }

    /// <summary>A dual-mode socket reports IPv4 callers as <c>::ffff:a.b.c.d</c>; they are held against IPv4 ranges.</summary>
    public bool Contains(IPAddress candidate)
    {
        if (candidate.IsIPv4MappedToIPv6) candidate = candidate.MapToIPv4();
        if (candidate.AddressFamily != Address.AddressFamily) return false;
        var (range, bytes) = (Address.GetAddressBytes(), candidate.GetAddressBytes());
        for (var (i, left) = (0, PrefixLength); left > 0; i++, left -= 8)
        {
            var mask = left >= 8 ? 0xFF : 0xFF << (8 - left) & 0xFF;
            if (((range[i] ^ bytes[i]) & mask) != 0) return false;
        }
        return true;
    }
}
