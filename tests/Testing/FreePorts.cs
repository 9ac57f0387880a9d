using System.Net;
using System.Net.Sockets;

namespace Leaderboard.Testing;

/// <summary>Ports of the loopback that nobody listened on a moment ago.</summary>
public static class FreePorts
{
    public static int One() => Take(1)[0];

    /// <summary>Distinct ones.</summary>
    public static int[] Take(int count)
    {
        var sockets = Array.ConvertAll(new int[count], _ =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return socket;
        });
        var ports = Array.ConvertAll(sockets, s => ((IPEndPoint)s.LocalEndPoint!).Port);
        Array.ForEach(sockets, s => s.Dispose());
        return ports;
    }
}
