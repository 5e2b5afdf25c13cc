import { Component, type ReactNode } from 'react'
import { CannotShow } from './cannot-show.tsx'

interface BoundaryProps {
  readonly children: ReactNode
}

/** Keeps a viewer that fails on an odd object from taking the window with it. */
export class ViewerBoundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? (
      <CannotShow>This object cannot be shown in this way.</CannotShow>
    ) : (
      this.props.children
    )
  }
}
