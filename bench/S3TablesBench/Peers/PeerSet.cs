namespace Floe.S3TablesBench.Peers;

/// <summary>Floe and what of its peers is there, with a scratch folder.</summary>
internal sealed class PeerSet : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("floe-bench-");
    private readonly List<Peer> _peers = [];

    public string Folder => _folder.FullName;

    public IReadOnlyList<Peer> All => _peers;

    public Peer Floe => _peers[0];

    public static async Task<PeerSet> StartAsync(bool s3Only, bool alone, string? s3rverFolder, CancellationToken cancellationToken)
    {
        var set = new PeerSet();
        try
        {
            set.Add(await FloePeer.StartAsync(set.NewFolder("floe"), cancellationToken));
            if (alone) return set;
            set.Add(await MotoPeer.StartAsync(cancellationToken));
            if (s3Only) set.Add(await S3RverPeer.StartAsync(s3rverFolder ?? set.NewFolder("s3rver"), cancellationToken));
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Nothing where the peer is not on this machine.</summary>
    public void Add(Peer? peer)
    {
        if (peer is not null) _peers.Add(peer);
    }

    public string NewFolder(string name) => _folder.CreateSubdirectory(name).FullName;

    public void Dispose()
    {
        foreach (var peer in _peers) peer.Dispose();
        _folder.Delete(recursive: true);
    }
}
