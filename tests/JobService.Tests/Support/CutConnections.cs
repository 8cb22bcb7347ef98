using System.Net;

namespace Floe.JobService.Tests.Support;

/// <summary>A network that breaks each answer off after some bytes, the first ones soonest, and refuses a connection now and then.</summary>
public sealed class CutConnections(int firstCut) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _connections;

    public int Connections => _connections;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var connection = Interlocked.Increment(ref _connections);
        if (connection % 4 == 0) throw new HttpRequestException("cut");
        var response = await base.SendAsync(request, cancellationToken);
        response.Content = new CutContent(response.Content, firstCut * connection);
        return response;
    }

    private sealed class CutContent : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly int _bytes;

        public CutContent(HttpContent inner, int bytes)
        {
            _inner = inner;
            _bytes = bytes;
            foreach (var header in inner.Headers) Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        protected override async Task<Stream> CreateContentReadStreamAsync() => new CutStream(await _inner.ReadAsStreamAsync(), _bytes);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
